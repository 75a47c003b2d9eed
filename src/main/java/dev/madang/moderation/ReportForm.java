package dev.madang.moderation;

import java.util.List;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports.
 *
 * @param targetType user, post, comment, room, message or product
 * @param reason spam, abuse, adult, fraud, copyright or other
 * @param detail up to 2,000 characters; needed where the reason says nothing by itself
 */
public record ReportForm(@Nullable String targetType, @Nullable Long targetId, @Nullable String reason,
		@Nullable String detail) {

	public static final List<String> REASONS = List.of("spam", "abuse", "adult", "fraud", "copyright", "other");

	/** The reason of the program's own reports. */
	static final String HELD = "held";

	private static final int LONGEST = 2000;

	Checks check(Targets targets) {
		return new Checks().that(targetType != null, "targetType", "missing")
				.that(targetType == null || targets.isTarget(targetType), "targetType", "unknown-target")
				.that(targetId != null, "targetId", "missing").that(reason != null, "reason", "missing")
				.that(reason == null || REASONS.contains(reason), "reason", "bad-reason")
				.length("detail", Texts.orEmpty(detail), "other".equals(reason) ? 1 : 0, LONGEST);
	}
}
