package dev.madang.member;

import java.util.Locale;
import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in with a password. Text and time do not tell whether there is such a member: a name that nobody has goes the same
 * way, with the same statements and a hash of its own to compare with.
 */
@Component
class LogIn {

	private record Candidate(long id, String handle, @Nullable String passwordHash) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final LogInAttempts attempts;

	private final SignInOpening opening;

	LogIn(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, LogInAttempts attempts,
			SignInOpening opening) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.attempts = attempts;
		this.opening = opening;
	}

	/**
	 * Signs in with a password. Hashing takes long, so it holds no connection; the try is recorded before it, so that many
	 * at once cannot exceed the limit.
	 *
	 * @param login handle or address
	 * @param pages whether for pages or for the API
	 * @throws Problem 401 {@code bad-credentials}, 429 {@code too-many-guesses}, 403 {@code suspended}
	 */
	SignInOpening.Entered withPassword(String login, String password, Device device, boolean pages) {
		attempts.requireFew(device);
		var found = find(login);
		var attempt = transaction.execute(status -> attempts.attempt(found.map(Candidate::id).orElse(null), login, device));
		var matches = passwords.matches(password, found.map(Candidate::passwordHash).orElse(null));
		if (found.isEmpty() || !matches || attempt == LogInAttempts.REFUSED) {
			throw Problem.unauthorized("bad-credentials");
		}
		var hash = upgrade(found.get(), password);
		return transaction.execute(status -> {
			requireUnchanged(found.get().id(), hash);
			attempts.succeeded(attempt);
			return opening.open(found.get().id(), found.get().handle(), device, pages);
		});
	}

	private Optional<Candidate> find(String login) {
		var name = Texts.tidy(login);
		if (!Texts.isStorable(name)) {
			return Optional.empty();
		}
		return name.contains("@")
				? jdbc.sql("""
						select m.id, m.handle, m.password_hash from member_email e join member m on m.id = e.member_id
						where lower(e.address) = :email and (e.main or e.confirmed_at is not null)
						""").param("email", EmailAddress.normalize(name).toLowerCase(Locale.ROOT)).query(Candidate.class)
						.optional()
				: jdbc.sql("""
						select id, handle, password_hash from member
						where handle in (:handle, :normalised) and withdrawn_at is null
						order by handle = :handle desc limit 1
						""").param("handle", name).param("normalised", Handle.normalise(name)).query(Candidate.class)
						.optional();
	}

	/** Replaces a hash of an older kind; returns the one that counts now. */
	private String upgrade(Candidate member, String password) {
		var hash = String.valueOf(member.passwordHash());
		if (!passwords.isOutdated(hash)) {
			return hash;
		}
		var better = passwords.hash(password);
		return jdbc.sql("update member set password_hash = :new where id = :id and password_hash = :old").param("new", better)
				.param("old", hash).param("id", member.id()).update() > 0 ? better : hash;
	}

	/** A password that was changed while the old one was being compared lets nobody in. */
	private void requireUnchanged(long memberId, String hash) {
		if (jdbc.sql("select id from member where id = :id and password_hash = :hash and withdrawn_at is null for share")
				.param("id", memberId).param("hash", hash).query().listOfRows().isEmpty()) {
			throw Problem.unauthorized("bad-credentials");
		}
	}
}
