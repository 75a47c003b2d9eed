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
import org.springframework.transaction.annotation.Transactional;

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

	SignUp(JdbcClient jdbc, Passwords passwords, ActivityLog log) {
		this.jdbc = jdbc;
		this.passwords = passwords;
		this.log = log;
	}

	/**
	 * Makes a member.
	 *
	 * @return the handle as it is stored
	 * @throws Problem 422 with every field that is not as it should be, 409 if handle or address is another's
	 */
	@Transactional
	public String signUp(Form form) {
		return join(form, Role.MEMBER);
	}

	/** Makes an admin, by whoever holds the setup link or the data directory. */
	@Transactional
	public String signUpAdmin(Form form) {
		return join(form, Role.ADMIN);
	}

	private String join(Form form, Role role) {
		var handle = Handle.normalise(orEmpty(form.handle()));
		check(form, handle, role == Role.ADMIN);
		if (jdbc.sql("select exists (select 1 from member where lower(handle) = :handle)").param("handle", handle)
				.query(Boolean.class).single()) {
			throw Problem.conflict("handle-taken");
		}
		var id = insert(form, handle, role, passwords.hash(orEmpty(form.password())));
		log.append(new Viewer(id, handle, handle, role, 0), "member.joined", new Subject("member", id));
		return handle;
	}

	private long insert(Form form, String handle, Role role, String hash) {
		try {
			return jdbc.sql("""
					insert into member (handle, name, email, password_hash, role, locale, age, phone)
					values (:handle, :name, :email, :hash, :role, :locale, :age, :phone)
					returning id
					""").param("handle", handle).param("name", Texts.tidy(orEmpty(form.name())))
					.param("email", Texts.tidy(orEmpty(form.email()))).param("hash", hash).param("role", role.word())
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
				.length("phone", orEmpty(form.phone()), 0, 32)
				.that(form.locale() == null || "ko".equals(form.locale()) || "en".equals(form.locale()), "locale",
						"bad-locale");
		checks.done();
	}

	static void checkEmail(Checks checks, @Nullable String email) {
		checks.that(email != null && email.strip().length() <= 254 && EMAIL.matcher(email.strip()).matches(), "email",
				"bad-email");
	}

	private static String orEmpty(@Nullable String text) {
		return text == null ? "" : text;
	}
}
