package dev.madang.member;

import java.time.Duration;
import java.util.Optional;

import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks members once more who they are, before something that cannot be undone. */
@Component
class OwnerCheck {

	private final JdbcClient jdbc;

	private final Passwords passwords;

	private final Limits limits;

	OwnerCheck(JdbcClient jdbc, Passwords passwords, Limits limits) {
		this.jdbc = jdbc;
		this.passwords = passwords;
		this.limits = limits;
	}

	/**
	 * By the password, or by a sign-in of the last five minutes.
	 *
	 * @throws Problem 422 {@code wrong-password} or {@code missing}, 403 {@code sign-in-again}, 429
	 */
	void require(Viewer viewer, @Nullable String password) {
		if (password != null && !password.isEmpty()) {
			requirePassword(viewer, password, "password");
		}
		else if (!viewer.hasJustSignedIn()) {
			throw hasPassword(viewer) ? Problem.invalid("password", "missing") : Problem.forbidden("sign-in-again");
		}
	}

	boolean hasPassword(Viewer viewer) {
		return hash(viewer).isPresent();
	}

	/** @param field of the form that has the password */
	void requirePassword(Viewer viewer, @Nullable String password, String field) {
		limits.takeAlways("own-password", String.valueOf(viewer.id()), 20, Duration.ofHours(1));
		if (!passwords.matches(Texts.orEmpty(password), hash(viewer).orElse(null))) {
			throw Problem.invalid(field, password == null || password.isEmpty() ? "missing" : "wrong-password");
		}
	}

	private Optional<String> hash(Viewer viewer) {
		return jdbc.sql("select password_hash from member where id = :id").param("id", viewer.id())
				.query((row, number) -> Optional.ofNullable(row.getString("password_hash"))).single();
	}
}
