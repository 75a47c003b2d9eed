package dev.madang.member;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.madang.platform.Checks;
import dev.madang.platform.Sha256;
import dev.madang.platform.Texts;

/** The rules for the name by which members are known and addressed. */
final class Handle {

	/**
	 * One script, so that no letter can pass for another: small Latin letters or Hangul syllables, each with digits and
	 * underscores.
	 */
	private static final Pattern RIGHT = Pattern.compile("[a-z0-9_]{3,30}|[가-힣0-9_]{3,30}");

	/** What a newcomer could use to pass for somebody in charge. */
	private static final Set<String> RESERVED = Set.of("admin", "administrator", "moderator", "madang", "system", "root",
			"support", "official", "관리자", "운영자", "운영진", "마당지기");

	private Handle() {
	}

	/** The form in which a handle is stored: composed, in lower case. */
	static String normalise(String handle) {
		return Texts.tidy(handle).toLowerCase(Locale.ROOT);
	}

	/** What is kept of the handle of somebody who has left. */
	static byte[] hash(String handle) {
		return Sha256.of(normalise(handle));
	}

	static void check(Checks checks, String handle, boolean byAdmin) {
		var length = Texts.length(handle);
		checks.that(length >= 3, "handle", "too-short", 3).that(length <= 30, "handle", "too-long", 30);
		if (length >= 3 && length <= 30) {
			checks.that(RIGHT.matcher(handle).matches(), "handle", "bad-handle");
			checks.that(byAdmin || !RESERVED.contains(handle), "handle", "reserved-handle");
		}
	}
}
