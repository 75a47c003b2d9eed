package dev.madang.member;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;

import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records every try to sign in, and limits those with a wrong password. */
@Component
class LogInAttempts {

	/** So many wrong passwords an account may get in an hour, from wherever they come. */
	static final int GUESSES = 100;

	/** A try at an address beyond the limit is answered like a wrong one: who has the address shall not be told so. */
	static final long REFUSED = 0;

	private record Guesses(int failures, int seconds, boolean known) {
	}

	private final JdbcClient jdbc;

	private final Limits limits;

	LogInAttempts(JdbcClient jdbc, Limits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
	}

	/** @throws Problem 429 for an address that tries too often, whatever it tries */
	void requireFew(Device device) {
		limits.takeFrom(device.address(), "log-in", 120, Duration.ofMinutes(10));
	}

	/**
	 * Records a try as failed, until it has not, within the caller's transaction.
	 *
	 * @return its id, or {@link #REFUSED}
	 * @throws Problem 429 {@code too-many-guesses} where the account has had its guesses, and its handle was given
	 */
	long attempt(@Nullable Long memberId, String login, Device device) {
		var account = account(memberId == null ? "name " + Texts.tidy(login).toLowerCase(Locale.ROOT) : "member " + memberId);
		jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", ByteBuffer.wrap(account).getLong()).query().singleRow();
		var guesses = jdbc.sql("""
				select count(*)::int as failures,
				       coalesce(extract(epoch from min(at) + interval '1 hour' - now()), 0)::int as seconds,
				       exists (select 1 from known_device where hash = :device and member_id = :member) as known
				from login_history
				where account = :account and not succeeded and at > now() - interval '1 hour'
				""").param("account", account).param("device", Sha256.of(device.known())).param("member", memberId)
				.query(Guesses.class).single();
		if (guesses.failures() >= GUESSES) {
			if (!guesses.known()) {
				if (login.contains("@")) {
					return REFUSED;
				}
				throw Problem.later(429, "too-many-guesses", Math.max(1, guesses.seconds()));
			}
			limits.takeAlways("known-device", device.known(), GUESSES, Duration.ofHours(1));
		}
		return record(account, memberId, false, "password", device);
	}

	void succeeded(long attempt) {
		jdbc.sql("update login_history set succeeded = true where id = :id").param("id", attempt).update();
	}

	/** Records a sign-in without a password, such as with a passkey. */
	void recordWithout(long memberId, String means, Device device) {
		record(account("member " + memberId), memberId, true, means, device);
	}

	private static byte[] account(String name) {
		return Sha256.of(name);
	}

	private long record(byte[] account, @Nullable Long memberId, boolean succeeded, String means, Device device) {
		return jdbc.sql("""
				insert into login_history (account, member_id, succeeded, means, device, address)
				values (:account, :member, :succeeded, :means, :device, :address) returning id
				""").param("account", account).param("member", memberId).param("succeeded", succeeded).param("means", means)
				.param("device", device.agent()).param("address", device.address()).query(Long.class).single();
	}
}
