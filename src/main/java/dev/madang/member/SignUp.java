package dev.madang.member;

import java.util.regex.Pattern;

import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How one becomes a member. */
@Component
public class SignUp {

	private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[^\\s@<>\".]+");

	/** What a newcomer fills in; the password is 8 to 256 characters of any kind. */
	public record Form(@Nullable String handle, @Nullable String name, @Nullable String email, @Nullable String password,
			@Nullable Integer age, @Nullable String phone, @Nullable String locale) {

		@Override
		public String toString() {
			return "sign-up of " + handle;
		}
	}

	private final JdbcClient jdbc;

	private final Passwords passwords;

	private final ActivityLog log;

	private final TransactionTemplate transaction;

	SignUp(JdbcClient jdbc, Passwords passwords, ActivityLog log, TransactionTemplate transaction) {
		this.transaction = transaction;
		this.jdbc = jdbc;
		this.passwords = passwords;
		this.log = log;
	}

	/** A form that was found right, its password hashed: what takes long is done before a connection is taken. */
	record Prepared(Form form, String handle, Role role, String passwordHash) {
	}

	/**
	 * Makes a member.
	 *
	 * @return the handle as it is stored
	 * @throws Problem 422 with every field that is not as it should be, 409 if handle or address is another's
	 */
	public String signUp(Form form) {
		var prepared = prepare(form, Role.MEMBER);
		return transaction.execute(status -> store(prepared));
	}

	/** Makes an admin, by whoever holds the data directory; a setup link that still waits is over. */
	public String signUpAdmin(Form form) {
		var prepared = prepare(form, Role.ADMIN);
		return transaction.execute(status -> store(prepared));
	}

	Prepared prepare(Form form, Role role) {
		var handle = Handle.normalise(Texts.orEmpty(form.handle()));
		check(form, handle, role == Role.ADMIN);
		requireFree(handle);
		return new Prepared(form, handle, role, passwords.hash(Texts.orEmpty(form.password())));
	}

	/** Within the caller's transaction. */
	String store(Prepared member) {
		requireFree(member.handle());
		var id = insert(member.form(), member.handle(), member.role(), member.passwordHash());
		if (member.role() == Role.ADMIN) {
			jdbc.sql("delete from one_time_link where purpose = 'setup'").update();
		}
		log.append(new Viewer(id, member.handle(), member.handle(), member.role(), 0), "member.joined",
				new Subject("member", id));
		return member.handle();
	}

	private void requireFree(String handle) {
		if (jdbc.sql("select exists (select 1 from member where lower(handle) = :handle)").param("handle", handle)
				.query(Boolean.class).single()) {
			throw Problem.conflict("handle-taken");
		}
	}

	private long insert(Form form, String handle, Role role, String hash) {
		try {
			return jdbc.sql("""
					insert into member (handle, name, email, password_hash, role, locale, age, phone)
					values (:handle, :name, :email, :hash, :role, :locale, :age, :phone)
					returning id
					""").param("handle", handle).param("name", Texts.tidy(Texts.orEmpty(form.name())))
					.param("email", Texts.tidy(Texts.orEmpty(form.email()))).param("hash", hash).param("role", role.word())
					.param("locale", form.locale() == null ? "ko" : form.locale()).param("age", form.age())
					.param("phone", form.phone()).query(Long.class).single();
		}
		catch (DuplicateKeyException e) {
			throw Problem.conflict(String.valueOf(e.getMessage()).contains("member_email") ? "email-taken" : "handle-taken");
		}
	}

	private static void check(Form form, String handle, boolean byAdmin) {
		var checks = new Checks();
		Handle.check(checks, handle, byAdmin);
		checks.length("name", form.name(), 1, 60);
		checkEmail(checks, form.email());
		Passwords.check(checks, "password", form.password());
		checks.that(form.age() == null || form.age() >= 0 && form.age() <= 150, "age", "bad-age")
				.length("phone", Texts.orEmpty(form.phone()), 0, 32)
				.that(form.locale() == null || "ko".equals(form.locale()) || "en".equals(form.locale()), "locale",
						"bad-locale");
		checks.done();
	}

	static void checkEmail(Checks checks, @Nullable String email) {
		checks.that(
				email != null && Texts.isStorable(email) && email.strip().length() <= 254
						&& EMAIL.matcher(email.strip()).matches(),
				"email",
				"bad-email");
	}
}
