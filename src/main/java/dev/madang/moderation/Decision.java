package dev.madang.moderation;

import java.time.Instant;
import java.util.List;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator makes of a case.
 *
 * @param status reviewing to look at it oneself, open to leave it to others, resolved or rejected to decide it
 * @param action what is done where it is resolved: hide, warn, silence or suspend; null for nothing
 * @param until when a silence or suspension ends; without it, after a week and after thirty days
 * @param resolution the answer, up to 500 characters: reporters and whoever is concerned read it
 */
public record Decision(@Nullable String status, @Nullable String action, @Nullable Instant until,
		@Nullable String resolution) {

	public static final List<String> ACTIONS = List.of("hide", "warn", "silence", "suspend");

	static final int LONGEST = 500;

	/** What comes after it is no day that anybody means. */
	private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

	Checks check() {
		var resolved = "resolved".equals(status);
		return new Checks().that(status != null, "status", "missing")
				.that(status == null || Queue.STATUSES.contains(status), "status", "bad-report-status")
				.that(action == null || ACTIONS.contains(action), "action", "bad-action")
				.that(action == null || resolved, "action", "action-without-resolving")
				.that(until == null || "silence".equals(action) || "suspend".equals(action), "until", "nothing-that-ends")
				.that(until == null || until.isAfter(Instant.now()), "until", "in-the-past")
				.that(until == null || until.isBefore(LAST), "until", "bad-date")
				.that(resolution == null || resolved || "rejected".equals(status), "resolution", "action-without-resolving")
				.length("resolution", Texts.orEmpty(resolution), 0, LONGEST);
	}

	String answer() {
		return Texts.orEmpty(resolution).strip();
	}
}
