package dev.madang.member;

import java.time.Instant;

import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Texts;
import org.springframework.stereotype.Component;

/** What a newcomer may fill in. */
@Component
class SignUpForms {

	/** A form that was found right, its password hashed: what takes long is done before a connection is taken. */
	record Prepared(Newcomer newcomer, Role role, String invite, String message) {
	}

	private final Passwords passwords;

	private final SignUpMode mode;

	private final Newcomers newcomers;

	SignUpForms(Passwords passwords, SignUpMode mode, Newcomers newcomers) {
		this.passwords = passwords;
		this.mode = mode;
		this.newcomers = newcomers;
	}

	/**
	 * @param byOperator who holds the data directory: the address is taken for theirs
	 * @throws Problem 422 with every field that is not as it should be, 409 if the handle is another's
	 */
	Prepared prepare(SignUp.Form form, Role role, boolean byOperator) {
		var handle = Handle.normalise(Texts.orEmpty(form.handle()));
		check(form, handle, byOperator || role == Role.ADMIN);
		newcomers.requireFree(handle);
		return new Prepared(
				new Newcomer(handle, Texts.tidy(Texts.orEmpty(form.name())),
						EmailAddress.normalize(Texts.orEmpty(form.email())), byOperator,
						passwords.hash(Texts.orEmpty(form.password())), form.age(), PhoneNumber.normalize(form.phone()),
						form.locale() == null ? "ko" : form.locale(), Instant.now()),
				role, Texts.orEmpty(form.invite()), Texts.orEmpty(form.message()).strip());
	}

	private void check(SignUp.Form form, String handle, boolean byAdmin) {
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
