package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links by which people confirm that an address is theirs. */
@Component
public class Confirmations {

	/** What following a link came to. */
	public enum Outcome {

		/** The address of a member is confirmed. */
		CONFIRMED,

		/** The sign-up is complete: there is a member who can sign in. */
		JOINED,

		/** The sign-up waits for an admin. */
		WAITS
	}

	private record Link(@Nullable Long emailId, @Nullable Long signUpId) {
	}

	private final JdbcClient jdbc;

	private final Emails emails;

	private final WaitingSignUps waiting;

	Confirmations(JdbcClient jdbc, Emails emails, WaitingSignUps waiting) {
		this.jdbc = jdbc;
		this.emails = emails;
		this.waiting = waiting;
	}

	/** For whose account a link confirms an address, while it works: whoever follows it should know. */
	public Optional<String> handle(String token) {
		return jdbc.sql("""
				select coalesce(m.handle, s.handle) from one_time_link l
				left join member m on m.id = l.member_id left join sign_up s on s.id = l.sign_up_id
				where l.hash = :hash and l.purpose in ('confirm', 'sign-up') and l.expires_at > now()
				""").param("hash", Sha256.of(token)).query(String.class).optional();
	}

	/**
	 * Uses a link.
	 *
	 * @throws Problem 404 {@code link-over}, 409 {@code email-taken} or {@code handle-taken} if somebody was quicker
	 */
	@Transactional
	public Outcome confirm(@Nullable String token) {
		var link = jdbc.sql("""
				delete from one_time_link
				where hash = :hash and purpose in ('confirm', 'sign-up') and expires_at > now()
				returning email_id, sign_up_id
				""").param("hash", Sha256.of(token == null ? "" : token)).query(Link.class).optional()
				.orElseThrow(() -> Problem.of(404, "link-over"));
		if (link.signUpId() != null) {
			try {
				return waiting.confirm(link.signUpId()) ? Outcome.JOINED : Outcome.WAITS;
			}
			catch (DuplicateKeyException e) {
				throw Newcomers.clash(e);
			}
		}
		if (link.emailId() != null) {
			emails.confirm(link.emailId());
		}
		return Outcome.CONFIRMED;
	}
}
