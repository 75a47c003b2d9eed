package dev.madang.member;

import java.time.Duration;

import dev.madang.platform.OnWorkers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Links that work once: to confirm an address, to set a password, to make the first admin, to claim a name. */
@Component
class OneTimeLinks {

	private final JdbcClient jdbc;

	OneTimeLinks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Returns the secret of a new link. Within the caller's transaction. */
	String create(String purpose, @Nullable Long memberId, @Nullable Long emailId, @Nullable Long signUpId, Duration lasts) {
		var secret = Secret.random();
		jdbc.sql("""
				insert into one_time_link (hash, purpose, member_id, email_id, sign_up_id, expires_at)
				values (:hash, :purpose, :member, :email, :signUp, now() + :lasts * interval '1 second')
				""").param("hash", secret.hash()).param("purpose", purpose).param("member", memberId)
				.param("email", emailId).param("signUp", signUpId).param("lasts", lasts.toSeconds()).update();
		return secret.text();
	}

	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from one_time_link where expires_at < now()").update();
		jdbc.sql("delete from sign_up where expires_at < now()").update();
	}
}
