package dev.madang.member;

import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters of OWASP's cheat sheet (19 MiB, 2 passes, 1 lane); bcrypt is read and replaced. As many are
 * computed at once as there are processors, so that a rush of sign-ins cannot exhaust memory.
 */
@Component
class Passwords {

	private final PasswordEncoder encoder = new DelegatingPasswordEncoder("argon2id",
			Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2), "bcrypt", new BCryptPasswordEncoder()));

	private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());

	/** Compared with when there is nothing else to compare with, so that an unknown name takes as long as a known one. */
	private final String nobody = encoder.encode("nobody has this password");

	/**
	 * Eight to 256 characters of any kind, and none of those that everybody tries first (NIST SP 800-63B, 3.1.1.2).
	 *
	 * @param own words that somebody who knows the member would try: handle, name, address
	 */
	static void check(Checks checks, String field, @Nullable String password, @Nullable String... own) {
		checks.length(field, password, 8, 256);
		checks.that(password == null || Texts.length(password) < 8 || !CommonPasswords.isCommon(composed(password), own), field,
				"too-common");
	}

	String hash(String password) {
		return bounded(() -> encoder.encode(composed(password)));
	}

	/** Takes the same time whether there is a hash or not. */
	boolean matches(String password, @Nullable String hash) {
		return bounded(() -> encoder.matches(composed(password), hash == null ? nobody : hash)) && hash != null;
	}

	/** The same password, however a keyboard composes Hangul (RFC 8265, OpaqueString). */
	private static String composed(String password) {
		return Normalizer.normalize(password, Normalizer.Form.NFC);
	}

	boolean isOutdated(String hash) {
		return encoder.upgradeEncoding(hash);
	}

	private <T> T bounded(Supplier<T> work) {
		return RequestMemory.aside(() -> inTurn(work));
	}

	private <T> T inTurn(Supplier<T> work) {
		try {
			if (!places.tryAcquire(20, TimeUnit.SECONDS)) {
				throw Problem.later(503, "busy", 5);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw Problem.later(503, "busy", 5);
		}
		try {
			return work.get();
		}
		finally {
			places.release();
		}
	}
}
