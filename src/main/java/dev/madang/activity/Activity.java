package dev.madang.activity;

import java.time.Instant;

import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param verb the type as the log keeps it, such as {@code post.published}
 * @param subject such as {@code post:12}
 * @param detail a JSON object
 */
public record Activity(long id, Instant at, @Nullable Long actorId, String verb, @Nullable String subject, String detail) {

	public EventType type() {
		return EventType.parse(verb);
	}

	/** Whether it was done to its subject, rather than to something that belongs to it: a picture, or somebody's reading log. */
	public boolean isDoneToSubject() {
		return subject != null && type().kind().equals(about().kind());
	}

	/** @throws IllegalStateException if it is about nothing in particular */
	public Subject about() {
		if (subject == null) {
			throw new IllegalStateException(verb + " has no subject");
		}
		return Subject.parse(subject);
	}
}
