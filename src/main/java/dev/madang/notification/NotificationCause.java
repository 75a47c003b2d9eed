package dev.madang.notification;

import java.time.Instant;

import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What members are to be told of.
 *
 * @param actor who did it, or 0 for nobody who is named
 * @param post the post that it is about, whose readers alone may know of it
 * @param reportCase the case of reports that was decided, if it is about a decision
 */
record NotificationCause(Subject subject, @Nullable Long post, long actor, Instant at, @Nullable Long reportCase) {

	static final long NOBODY = 0;

	NotificationCause(Subject subject, @Nullable Long post, long actor, Instant at) {
		this(subject, post, actor, at, null);
	}
}
