package dev.madang.member;

import java.time.Duration;
import java.util.Optional;

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
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser and the server agreed on in the first half of a sign-in, kept for ten minutes and taken once. The
 * browser has the key in a cookie, so that nobody can finish in one browser what was begun in another.
 */
@Component
public class Ceremonies {

	private static final Duration LASTS = Duration.ofMinutes(10);

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private final SiteUrl site;

	Ceremonies(JdbcClient jdbc, JsonMapper mapper, SiteUrl site) {
		this.jdbc = jdbc;
		this.mapper = mapper;
		this.site = site;
	}

	/** Remembers something until the browser comes back. */
	public void begin(String kind, Object detail, HttpServletResponse response) {
		var secret = Secret.random();
		jdbc.sql("""
				insert into ceremony (hash, kind, detail, expires_at)
				values (:hash, :kind, :detail::jsonb, now() + :lasts * interval '1 second')
				""").param("hash", secret.hash()).param("kind", kind).param("detail", mapper.writeValueAsString(detail))
				.param("lasts", LASTS.toSeconds()).update();
		set(response, secret.text(), LASTS);
	}

	/** Looks without taking. */
	public <T> Optional<T> look(String kind, Class<T> type, HttpServletRequest request) {
		return read("select detail::text from ceremony where hash = :hash and kind = :kind and expires_at > now()", kind, type,
				request);
	}

	/** Takes what was agreed on; the second time there is nothing. */
	public <T> Optional<T> take(String kind, Class<T> type, HttpServletRequest request, HttpServletResponse response) {
		set(response, "", Duration.ZERO);
		return read("""
				delete from ceremony where hash = :hash and kind = :kind and expires_at > now() returning detail::text
				""", kind, type, request);
	}

	private <T> Optional<T> read(String sql, String kind, Class<T> type, HttpServletRequest request) {
		var cookie = WebUtils.getCookie(request, cookieName());
		return cookie == null
				? Optional.empty()
				: jdbc.sql(sql).param("hash", Sha256.of(cookie.getValue())).param("kind", kind).query(String.class).optional()
						.map(detail -> mapper.readValue(detail, type));
	}

	/** Remembers that something has been used; returns whether it is the first time within a day. */
	public boolean isFirstUse(String kind, String value) {
		return jdbc.sql("""
				insert into ceremony (hash, kind, detail, expires_at) values (:hash, :kind, '{}', now() + interval '1 day')
				on conflict do nothing
				""").param("hash", Sha256.of(kind + " " + value)).param("kind", kind).update() > 0;
	}

	private void set(HttpServletResponse response, String value, Duration lasts) {
		response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(cookieName(), value).path("/").httpOnly(true)
				.secure(site.isSecure()).sameSite("Lax").maxAge(lasts).build().toString());
	}

	private String cookieName() {
		return site.isSecure() ? "__Host-ceremony" : "ceremony";
	}

	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from ceremony where expires_at < now()").update();
	}
}
