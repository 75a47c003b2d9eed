package dev.madang.member;

import java.time.Duration;

import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tokens by which a sign-in for the API goes on. Each is spent once; one that comes twice was stolen. */
@Component
class RefreshTokens {

	/** A refresh token that comes twice within this time was sent by two windows of one browser, not by a thief. */
	private static final Duration RACE = Duration.ofSeconds(10);

	private record Spent(long signInId, boolean raced) {
	}

	private final JdbcClient jdbc;

	private final SignIns signIns;

	RefreshTokens(JdbcClient jdbc, SignIns signIns) {
		this.jdbc = jdbc;
		this.signIns = signIns;
	}

	/**
	 * Spends a refresh token for the next one.
	 *
	 * @throws Problem 401 {@code refresh-raced} within ten seconds of its first use, {@code refresh-spent} later, which ends
	 * the sign-in, {@code bad-refresh-token} if it is unknown or has ended
	 */
	@Transactional(noRollbackFor = Problem.class)
	SignIns.Opened spend(String token) {
		var old = Sha256.of(token);
		var next = Secret.random();
		var rotated = jdbc.sql("""
				with spent as (
				  update sign_in set refresh_hash = :next, last_seen_at = now()
				  where refresh_hash = :old and revoked_at is null and expires_at > now()
				  returning id, member_id),
				kept as (
				  insert into spent_refresh_token (hash, sign_in_id) select :old, id from spent)
				select id, member_id, :text as secret from spent
				""").param("old", old).param("next", next.hash()).param("text", next.text()).query(SignIns.Opened.class)
				.optional();
		return rotated.orElseThrow(() -> refused(old));
	}

	private Problem refused(byte[] hash) {
		var spent = jdbc.sql("""
				select sign_in_id, spent_at > now() - :race * interval '1 second' as raced
				from spent_refresh_token where hash = :hash
				""").param("hash", hash).param("race", RACE.toSeconds()).query(Spent.class).optional();
		if (spent.isEmpty()) {
			return Problem.unauthorized("bad-refresh-token");
		}
		if (spent.get().raced()) {
			return Problem.unauthorized("refresh-raced");
		}
		signIns.end(spent.get().signInId());
		return Problem.unauthorized("refresh-spent");
	}
}
