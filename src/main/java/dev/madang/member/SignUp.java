package dev.madang.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How one becomes a member: at once, or after the address is confirmed, or after an admin has said yes. */
@Component
public class SignUp {

	/** So long a sign-up waits for its address to be confirmed, and for an admin. */
	private static final Duration WAITS = Duration.ofDays(14);

	/**
	 * What a newcomer fills in; the password is 8 to 256 characters of any kind, none that everybody tries first.
	 *
	 * @param phone 7 to 15 digits, as in a profile
	 * @param invite where the community asks for one
	 * @param message to the admin who lets people in
	 */
	@Schema(name = "SignUpForm")
	public record Form(@Nullable String handle, @Nullable String name, @Nullable String email, @Nullable String password,
			@Nullable Integer age, @Nullable String phone, @Nullable String locale, @Nullable String invite,
			@Nullable String message) {

		public static Form of(String handle, String name, String email, String password, @Nullable String locale) {
			return new Form(handle, name, email, password, null, null, locale, null, null);
		}

		@Override
		public String toString() {
			return "sign-up of " + handle;
		}
	}

	/** A form that was found right, its password hashed: what takes long is done before a connection is taken. */
	record Prepared(Newcomer newcomer, Role role, String invite, String message) {
	}

	private final JdbcClient jdbc;

	private final Passwords passwords;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	private final SignUpMode mode;

	private final Invites invites;

	private final Members members;

	private final Newcomers newcomers;

	private final Limits limits;

	SignUp(JdbcClient jdbc, Passwords passwords, ActivityLog log, TransactionTemplate transaction, SignUpMode mode,
			Invites invites, Members members, Newcomers newcomers, Limits limits) {
		this.limits = limits;
		this.jdbc = jdbc;
		this.passwords = passwords;
		this.log = log;
		this.transaction = transaction;
		this.mode = mode;
		this.invites = invites;
		this.members = members;
		this.newcomers = newcomers;
	}

	/**
	 * Makes a member, or a sign-up that waits.
	 *
	 * @return the handle as it is stored, or nothing where the sign-up waits to be confirmed or approved
	 * @throws Problem 422 with every field that is not as it should be, 409 if the handle is another's, or the address where
	 * that may be told, 403 {@code invite-needed}
	 */
	public Optional<String> signUp(Form form) {
		if (mode.needsInvite()) {
			invites.require(form.invite());
		}
		if (!mode.confirmFirst() && !mode.needsApproval()) {
			var prepared = prepare(form, Role.MEMBER);
			return Optional.of(transaction.execute(status -> store(prepared)));
		}
		if (!mode.confirmFirst() && form.email() != null && members.hasAddress(EmailAddress.normalize(form.email()))) {
			throw Problem.conflict("email-taken");
		}
		var prepared = prepare(form, Role.MEMBER);
		transaction.executeWithoutResult(status -> keepWaiting(prepared));
		return Optional.empty();
	}

	/**
	 * Makes somebody whom the operator, who holds the data directory, knows: at once, and with the address taken for theirs.
	 * With an admin, a setup link that still waits is over.
	 */
	public String signUpByOperator(Form form, Role role) {
		var prepared = prepare(form, role, true);
		return transaction.execute(status -> store(prepared));
	}

	Prepared prepare(Form form, Role role) {
		return prepare(form, role, false);
	}

	private Prepared prepare(Form form, Role role, boolean byOperator) {
		var handle = Handle.normalise(Texts.orEmpty(form.handle()));
		check(form, handle, byOperator || role == Role.ADMIN);
		newcomers.requireFree(handle);
		return new Prepared(
				new Newcomer(handle, Texts.tidy(Texts.orEmpty(form.name())),
						EmailAddress.normalize(Texts.orEmpty(form.email())),
						byOperator,
						passwords.hash(Texts.orEmpty(form.password())), form.age(), PhoneNumber.normalize(form.phone()),
						form.locale() == null ? "ko" : form.locale(), Instant.now()),
				role, Texts.orEmpty(form.invite()), Texts.orEmpty(form.message()).strip());
	}

	/** Within the caller's transaction. */
	String store(Prepared prepared) {
		if (prepared.role() == Role.ADMIN) {
			jdbc.sql("delete from one_time_link where purpose = 'setup'").update();
		}
		else if (mode.needsInvite() && !prepared.newcomer().confirmed()) {
			invites.use(prepared.invite());
		}
		try {
			newcomers.join(prepared.newcomer(), prepared.role());
			return prepared.newcomer().handle();
		}
		catch (DuplicateKeyException e) {
			throw Newcomers.clash(e);
		}
	}

	/** The same rows whether the address is somebody's or not; whose it is, an email tells its owner. */
	private void keepWaiting(Prepared prepared) {
		if (mode.needsInvite()) {
			invites.use(prepared.invite());
		}
		var newcomer = prepared.newcomer();
		limits.take("email-to", newcomer.address().toLowerCase(Locale.ROOT), 5, Duration.ofHours(1));
		var id = jdbc.sql("""
				insert into sign_up (handle, name, address, password_hash, age, phone, locale, message, needs_confirm,
				                     needs_approval, expires_at)
				values (:handle, :name, :address, :hash, :age, :phone, :locale, :message, :confirm, :approval,
				        now() + :waits * interval '1 second')
				returning id
				""").param("handle", newcomer.handle()).param("name", newcomer.name()).param("address", newcomer.address())
				.param("hash", newcomer.passwordHash()).param("age", newcomer.age()).param("phone", newcomer.phone())
				.param("locale", newcomer.locale()).param("message", prepared.message())
				.param("confirm", mode.confirmFirst()).param("approval", mode.needsApproval())
				.param("waits", WAITS.toSeconds()).query(Long.class).single();
		log.append(Viewer.ANYBODY, Action.ASKED, new Subject("sign-up", id), Map.of());
	}

	private void check(Form form, String handle, boolean byAdmin) {
		var checks = new Checks();
		Handle.check(checks, handle, byAdmin);
		checks.line("name", form.name(), 1, 60);
		EmailAddress.check(checks, form.email());
		PhoneNumber.check(checks, form.phone());
		Passwords.check(checks, "password", form.password(), form.handle(), form.name(), form.email());
		checks.that(form.age() == null || form.age() >= 0 && form.age() <= 150, "age", "bad-age")
				.that(form.age() != null || byAdmin || !mode.askAge(), "age", "missing")
				.that(form.age() == null || form.age() >= mode.minimumAge(), "age", "too-young", mode.minimumAge())
				.length("message", Texts.orEmpty(form.message()), 0, 500)
				.that(form.locale() == null || "ko".equals(form.locale()) || "en".equals(form.locale()), "locale",
						"bad-locale");
		checks.done();
	}
}
