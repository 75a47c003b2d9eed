package dev.madang.member;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in. Text and time do not tell whether there is such a member: a name that nobody has goes the same way, with the
 * same statements and a hash of its own to compare with.
 */
@Component
class LogIn {

	/** So many wrong passwords an account may get in an hour, from wherever they come. */
	static final int GUESSES = 100;

	/** A try at an address beyond the limit is answered like a wrong one: who has the address shall not be told so. */
	private static final long REFUSED = 0;

	private record Candidate(long id, String handle, @Nullable String passwordHash) {
	}

	private record Guesses(int failures, int seconds, boolean known) {
	}

	/** A sign-in, and what its browser keeps to be known again. */
	record Entered(SignIns.Opened signIn, String device) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final SignIns signIns;

	private final KnownDevices devices;

	private final States states;

	private final Limits limits;

	private final ActivityLog log;

	LogIn(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, SignIns signIns, KnownDevices devices,
			States states, Limits limits, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.signIns = signIns;
		this.devices = devices;
		this.states = states;
		this.limits = limits;
		this.log = log;
	}

	/**
	 * Signs in with a password. Hashing takes long, so it holds no connection; the try is recorded before it, so that many
	 * at once cannot exceed the limit.
	 *
	 * @param login handle or address
	 * @param pages whether for pages or for the API
	 * @throws Problem 401 {@code bad-credentials}, 429 {@code too-many-guesses}, 403 {@code suspended}
	 */
	Entered withPassword(String login, String password, Device device, boolean pages) {
		limits.takeFrom(device.address(), "log-in", 120, Duration.ofMinutes(10));
		var found = find(login);
		var attempt = transaction.execute(status -> attempt(found, login, device));
		var matches = passwords.matches(password, found.map(Candidate::passwordHash).orElse(null));
		if (found.isEmpty() || !matches || attempt == REFUSED) {
			throw Problem.unauthorized("bad-credentials");
		}
		var hash = upgrade(found.get(), password);
		return transaction.execute(status -> {
			requireUnchanged(found.get().id(), hash);
			jdbc.sql("update login_history set succeeded = true where id = :id").param("id", attempt).update();
			return open(found.get().id(), found.get().handle(), device, pages);
		});
	}

	/** Signs somebody in who has proved it in another way, such as a passkey. */
	Entered enter(long memberId, Device device, String means, boolean pages) {
		return transaction.execute(status -> {
			record(account("member " + memberId), memberId, true, means, device);
			return open(memberId, handle(memberId), device, pages);
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

	/** Records a try as failed, until it has not; refuses it where the account has had its guesses. */
	private long attempt(Optional<Candidate> found, String login, Device device) {
		var account = account(found.map(member -> "member " + member.id())
				.orElseGet(() -> "name " + Texts.tidy(login).toLowerCase(Locale.ROOT)));
		jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", ByteBuffer.wrap(account).getLong()).query().singleRow();
		var memberId = found.map(Candidate::id).orElse(null);
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

	private Entered open(long memberId, String handle, Device device, boolean pages) {
		states.requireNotSuspended(memberId);
		states.wake(memberId);
		log.append(new Viewer(memberId, handle, handle, Role.MEMBER, 0), Action.SIGNED_IN,
				new Subject("member", memberId), Map.of());
		var signIn = pages ? signIns.openSession(memberId, device) : signIns.openTokens(memberId, device);
		return new Entered(signIn, devices.remember(memberId, device));
	}

	private String handle(long memberId) {
		return jdbc.sql("select handle from member where id = :id and withdrawn_at is null").param("id", memberId)
				.query(String.class).optional().orElseThrow(() -> Problem.unauthorized("bad-credentials"));
	}
}
