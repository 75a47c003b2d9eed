package dev.madang.member;

import java.time.Instant;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Taking over the name of an imported member, by a link from an admin. */
@Component
public class NameClaim {

	private record Claim(long memberId, String handle) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final Members members;

	private final Emails emails;

	private final LegalTexts texts;

	private final ActivityLog log;

	NameClaim(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, Members members, Emails emails,
			LegalTexts texts, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.members = members;
		this.emails = emails;
		this.texts = texts;
		this.log = log;
	}

	/** The handle that a link is for, while it works. */
	public Optional<String> handle(String token) {
		return jdbc.sql("""
				select m.handle from one_time_link l join member m on m.id = l.member_id
				where l.hash = :hash and l.purpose = 'claim' and l.expires_at > now()
				""").param("hash", Sha256.of(token)).query(String.class).optional();
	}

	/**
	 * Gives an imported member an address and a password.
	 *
	 * @return the handle
	 * @throws Problem 404 if the link does not work (any more), 409 if the address is another's, 422
	 */
	public String claim(String token, String email, String password) {
		var checks = new Checks();
		EmailAddress.check(checks, email);
		Passwords.check(checks, "password", password, email);
		checks.done();
		var hash = passwords.hash(password);
		try {
			return transaction.execute(status -> take(token, EmailAddress.normalize(email), hash));
		}
		catch (DuplicateKeyException e) {
			throw Newcomers.clash(e);
		}
	}

	private String take(String token, String email, String passwordHash) {
		var claim = jdbc.sql("""
				delete from one_time_link l using member m
				where l.hash = :hash and l.purpose = 'claim' and l.expires_at > now() and m.id = l.member_id
				returning m.id as member_id, m.handle
				""").param("hash", Sha256.of(token)).query(Claim.class).optional()
				.orElseThrow(() -> Problem.of(404, "link-over"));
		if (members.get(claim.handle()).claimed()) {
			throw Problem.conflict("name-claimed");
		}
		jdbc.sql("update member set password_hash = :hash where id = :id").param("hash", passwordHash)
				.param("id", claim.memberId()).update();
		emails.first(claim.memberId(), email, false);
		texts.agree(claim.memberId(), Instant.now());
		log.append(Viewer.ANYBODY, Action.CLAIMED, new Subject("member", claim.memberId()));
		return claim.handle();
	}
}
