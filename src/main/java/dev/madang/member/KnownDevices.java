package dev.madang.member;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.platform.OnWorkers;
import dev.madang.platform.Sha256;
import dev.madang.platform.SiteUrl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The browsers in which a member has signed in before. Their cookie outlives signing out, and does nothing but let its
 * owner try a password while strangers have used up the account's guesses.
 */
@Component
public class KnownDevices {

	private static final Duration LASTS = Duration.ofDays(400);

	private final JdbcClient jdbc;

	private final SiteUrl site;

	KnownDevices(JdbcClient jdbc, SiteUrl site) {
		this.jdbc = jdbc;
		this.site = site;
	}

	/** From where a request comes. */
	public Device of(HttpServletRequest request) {
		return Device.of(request, cookieName());
	}

	private String cookieName() {
		return site.isSecure() ? "__Host-device" : "device";
	}

	/** Within the transaction of a sign-in. Returns the secret that the browser is to keep. */
	String remember(long memberId, Device device) {
		var secret = isOurs(device.known()) ? device.known() : Secret.random().text();
		jdbc.sql("""
				insert into known_device (hash, member_id) values (:hash, :member)
				on conflict (hash, member_id) do update set last_used_at = now()
				""").param("hash", Sha256.of(secret)).param("member", memberId).update();
		return secret;
	}

	/** Nobody chooses a secret for somebody else. */
	private boolean isOurs(String secret) {
		return !secret.isEmpty() && jdbc.sql("select exists (select 1 from known_device where hash = :hash)")
				.param("hash", Sha256.of(secret)).query(Boolean.class).single();
	}

	/** Lets the browser keep its secret. */
	public void give(HttpServletResponse response, String secret) {
		response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(cookieName(), secret).path("/")
				.httpOnly(true).secure(site.isSecure()).sameSite("Lax").maxAge(LASTS).build().toString());
	}

	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void sweep() {
		jdbc.sql("""
				delete from known_device old using (
				  select hash, member_id, row_number() over (partition by member_id order by last_used_at desc) as place
				  from known_device) kept
				where old.hash = kept.hash and old.member_id = kept.member_id
				  and (kept.place > 50 or old.last_used_at < now() - interval '400 days')
				""").update();
	}
}
