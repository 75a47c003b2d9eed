package dev.madang.recommendation;

import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * That somebody opened a thing, or how long it was before their eyes.
 *
 * @param seconds of a dwell; of an open, 0
 */
public record Signal(Subject target, boolean opened, int seconds) {

	/** Nobody looks at one thing for longer in one go; what tells more was left open. */
	static final int LONGEST = 600;

	/**
	 * @param target such as {@code post:12}
	 * @param kind open or dwell
	 * @throws Problem 400 {@code bad-signal} for what is none of these
	 */
	public static Signal of(@Nullable String target, @Nullable String kind, @Nullable Integer seconds) {
		var parts = target == null ? new String[0] : target.split(":", -1);
		var open = "open".equals(kind);
		if (parts.length != 2 || !parts[0].matches("[a-z]{1,20}") || !parts[1].matches("[0-9]{1,18}")
				|| !open && !"dwell".equals(kind) || open == (seconds != null) || seconds != null && seconds < 0) {
			throw Problem.malformed("bad-signal");
		}
		return new Signal(new Subject(parts[0], Long.parseLong(parts[1])), open,
				seconds == null ? 0 : Math.min(seconds, LONGEST));
	}
}
