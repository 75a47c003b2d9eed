package dev.madang.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why somebody is told something. */
public enum NotificationKind {

	/** A comment on one's post. */
	COMMENT,
	/** A reply to one's comment. */
	REPLY,
	/** One's {@code @handle} in a post or comment, or in a message; those of one room share a row. */
	MENTION,
	/** What is said to one in a room of two, which shares a row for each room; and an invitation into another room. */
	MESSAGE,
	/** Likes of something of one's own, which share a row as long as it is unread. */
	LIKE,
	/** New followers, who share a row as well. */
	FOLLOW,
	/** A post by somebody whom one follows. */
	POST,
	/** A post with a tag that one follows. */
	TAG,
	/** What became of one's report. */
	REPORT,
	/** Reports that wait, for moderators; they share a row. */
	FILED,
	/** The first word to a newcomer. */
	WELCOME,
	/** What moderators did about something of one's own. */
	WARNED;

	/** The word for it in JSON and in the database. */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether one is told of it without having asked: what comes by the dozen waits to be asked for. */
	public boolean isUsual() {
		return this != POST && this != TAG;
	}

	/** Whether one may choose: what is said to one in person cannot be switched off. */
	public boolean isChosen() {
		return this != WELCOME && this != WARNED;
	}

	static NotificationKind of(String word) {
		return find(word).orElseThrow();
	}

	public static Optional<NotificationKind> find(String word) {
		return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
	}

	/** Those that a member decides about. */
	public static List<NotificationKind> chosen() {
		return Arrays.stream(values()).filter(NotificationKind::isChosen).toList();
	}
}
