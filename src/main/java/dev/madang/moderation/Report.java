package dev.madang.moderation;

import java.time.Instant;

import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A report as its reporter may know it: not who decides, and not what was done to whom.
 *
 * @param status open, reviewing, resolved or rejected
 * @param resolution what those in charge answered, once they decided
 */
public record Report(long id, Subject subject, String reason, String detail, String status, String resolution,
		Instant createdAt, @Nullable Instant decidedAt) {
}
