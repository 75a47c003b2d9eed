package dev.madang.member;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.ActivityLog;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing in with a password. Text and time do not tell whether there is such a member. */
@Component
class LogIn {

	private record Candidate(long id, String handle, @Nullable String passwordHash) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final SignIns signIns;

	private final Limits limits;

	private final ActivityLog log;

	LogIn(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, SignIns signIns, Limits limits,
			ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.signIns = signIns;
		this.limits = limits;
		this.log = log;
	}

	/** @param login handle or email */
	SignIns.Opened withSession(String login, String password, Device device) {
		var member = authenticate(login, password, device);
		return open(member, device, true);
	}

	SignIns.Opened withTokens(String login, String password, Device device) {
		var member = authenticate(login, password, device);
		return open(member, device, false);
	}

	/** Outside of a transaction: hashing takes long, and a failure is recorded though the request fails. */
	private Candidate authenticate(String login, String password, Device device) {
		limits.take("log-in", device.address(), 120, Duration.ofMinutes(10));
		var found = find(login);
		var matches = passwords.matches(password, found.map(Candidate::passwordHash).orElse(null));
		if (found.isEmpty()) {
			throw Problem.unauthorized("bad-credentials");
		}
		if (!matches) {
			transaction.executeWithoutResult(status -> record(found.get(), false, device));
			throw Problem.unauthorized("bad-credentials");
		}
		var hash = found.get().passwordHash();
		if (hash != null && passwords.isOutdated(hash)) {
			jdbc.sql("update member set password_hash = :hash where id = :id").param("hash", passwords.hash(password))
					.param("id", found.get().id()).update();
		}
		return found.get();
	}

	private Optional<Candidate> find(String login) {
		var name = Texts.tidy(login);
		if (!Texts.isStorable(name)) {
			return Optional.empty();
		}
		return name.contains("@")
				? jdbc.sql("select id, handle, password_hash from member where lower(email) = :email")
						.param("email", name.toLowerCase(Locale.ROOT)).query(Candidate.class).optional()
				: jdbc.sql("""
						select id, handle, password_hash from member
						where handle in (:handle, :normalised) order by handle = :handle desc limit 1
						""").param("handle", name).param("normalised", Handle.normalise(name)).query(Candidate.class)
						.optional();
	}

	private SignIns.Opened open(Candidate member, Device device, boolean session) {
		return transaction.execute(status -> {
			record(member, true, device);
			var actor = new Viewer(member.id(), member.handle(), member.handle(), Role.MEMBER, 0);
			log.append(actor, "member.signed-in", new Subject("member", member.id()), Map.of());
			return session ? signIns.openSession(member.id(), device) : signIns.openTokens(member.id(), device);
		});
	}

	private void record(Candidate member, boolean succeeded, Device device) {
		jdbc.sql("""
				insert into login_history (member_id, succeeded, device, address)
				values (:member, :succeeded, :device, :address)
				""").param("member", member.id()).param("succeeded", succeeded).param("device", device.agent())
				.param("address", device.address()).update();
	}
}
