package dev.madang.notification.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.member.Author;
import dev.madang.notification.NotificationKind;
import dev.madang.notification.Notification;
import org.jspecify.annotations.Nullable;

/**
 * A notification as programs get it.
 *
 * @param others how many did the same besides the actor
 * @param excerpt how the comment begins that it is about; empty where it is about none
 * @param text what it says, in the language that was asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record NotificationJson(long id, NotificationKind kind, @Nullable Author actor, int others, SubjectJson subject, String text,
		String excerpt,
		Instant createdAt, @Nullable Instant readAt) {

	/** @param address the path of its page, null where there is none to go to */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record SubjectJson(String kind, long id, String title, @Nullable String address) {
	}

	static NotificationJson of(Notification row, String text) {
		return new NotificationJson(row.id(), row.kind(), row.actor(), row.others(),
				new SubjectJson(row.subject().kind(), row.subject().id(), row.title(),
						row.address().isEmpty() ? null : row.address()),
				text, row.said(), row.createdAt(), row.readAt());
	}
}
