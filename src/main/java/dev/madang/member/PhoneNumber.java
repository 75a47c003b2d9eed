package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Checks;
import org.jspecify.annotations.Nullable;

/** Phone numbers: up to fifteen digits, as E.164 has them, with a + before them where they begin with a country's code. */
final class PhoneNumber {

	private PhoneNumber() {
	}

	private static Optional<String> read(String written) {
		var bare = written.replaceAll("[ ()-]", "");
		return bare.matches("\\+?[0-9]{7,15}") ? Optional.of(bare) : Optional.empty();
	}

	/** Nothing is no violation. */
	static void check(Checks checks, @Nullable String written) {
		checks.that(written == null || written.isBlank() || read(written).isPresent(), "phone", "bad-phone");
	}

	/** A number as it is stored: its digits, and + if it was written. What was stored before there was this rule stays. */
	static @Nullable String normalize(@Nullable String written) {
		return written == null || written.isBlank() ? null : read(written).orElse(written);
	}
}
