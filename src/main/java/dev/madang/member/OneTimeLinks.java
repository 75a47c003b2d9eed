package dev.madang.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links that work once: for the first admin, for an imported member who claims the name, for whoever confirms an address
 * or has forgotten a password.
 */
@Component
public class OneTimeLinks {

	private record Claim(long memberId, String handle) {
	}

	private final JdbcClient jdbc;

	private final SiteUrl site;

	private final SignUp signUp;

	private final Passwords passwords;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	private final Members members;

	private final Emails emails;

	private final LegalTexts texts;

	OneTimeLinks(JdbcClient jdbc, SiteUrl site, SignUp signUp, Passwords passwords, ActivityLog log,
			TransactionTemplate transaction, Members members, Emails emails, LegalTexts texts) {
		this.members = members;
		this.emails = emails;
		this.texts = texts;
		this.transaction = transaction;
		this.jdbc = jdbc;
		this.site = site;
		this.signUp = signUp;
		this.passwords = passwords;
		this.log = log;
	}

	/** A fresh link with which the first admin is made, or nothing where there is an admin; earlier links end. */
	@Transactional
	public Optional<String> forSetup() {
		jdbc.sql("delete from one_time_link where purpose = 'setup' or expires_at < now()").update();
		if (jdbc.sql("select exists (select 1 from member where role = 'admin' and withdrawn_at is null)").query(Boolean.class)
				.single()) {
			return Optional.empty();
		}
		return Optional.of(site.of("/setup?token=" + create("setup", null, Duration.ofDays(7))));
	}

	/**
	 * A link with which somebody whom the admin knows to be this imported member takes the name over.
	 *
	 * @throws Problem 409 if the name is claimed already
	 */
	@Transactional
	public String forClaim(Viewer admin, String handle) {
		var member = members.get(handle);
		if (member.claimed()) {
			throw Problem.conflict("name-claimed");
		}
		var id = member.id();
		jdbc.sql("delete from one_time_link where purpose = 'claim' and member_id = :id").param("id", id).update();
		log.append(admin, Action.CLAIM_LINK_MADE, new Subject("member", id));
		return site.of("/claim?token=" + create("claim", id, Duration.ofDays(14)));
	}

	private String create(String purpose, @Nullable Long memberId, Duration lasts) {
		return create(purpose, memberId, null, null, lasts);
	}

	/** Within the caller's transaction. */
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
	void sweep() {
		jdbc.sql("delete from one_time_link where expires_at < now()").update();
		jdbc.sql("delete from sign_up where expires_at < now()").update();
	}

	/** Whether a setup link still works. */
	public boolean isSetup(String token) {
		return jdbc.sql("""
				select exists (select 1 from one_time_link where hash = :hash and purpose = 'setup' and expires_at > now())
				""").param("hash", Sha256.of(token)).query(Boolean.class).single();
	}

	/** The handle that a claim link is for, while it works. */
	public Optional<String> claimed(String token) {
		return jdbc.sql("""
				select m.handle from one_time_link l join member m on m.id = l.member_id
				where l.hash = :hash and l.purpose = 'claim' and l.expires_at > now()
				""").param("hash", Sha256.of(token)).query(String.class).optional();
	}

	/**
	 * Makes the first admin.
	 *
	 * @throws Problem 404 if the link does not work (any more)
	 */
	public String setUp(String token, SignUp.Form form) {
		if (!isSetup(token)) {
			throw Problem.of(404, "link-over");
		}
		var admin = signUp.prepare(form, Role.ADMIN);
		return transaction.execute(status -> {
			if (jdbc.sql("delete from one_time_link where hash = :hash and purpose = 'setup' and expires_at > now()")
					.param("hash", Sha256.of(token)).update() == 0) {
				throw Problem.of(404, "link-over");
			}
			return signUp.store(admin);
		});
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
