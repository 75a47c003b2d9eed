package dev.madang.chat;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a room.
 *
 * @param member whom it is about, 0 for nobody
 * @param seq of the message that it is about, or up to which somebody has read; otherwise 0
 * @param frame a new message as it is sent, for whoever needs not read it anew
 */
public record RoomEvent(Kind kind, long room, long member, long seq, @Nullable String frame) {

	/** What can happen. */
	public enum Kind {

		MESSAGE,

		/** A message was edited, deleted, hidden or shown again. */
		CHANGED,

		/** Somebody has read further. */
		READ,

		TYPING,

		JOINED,

		LEFT,

		/** The room itself has changed. */
		ROOM,

		/** It has changed to one of its members alone, who has muted it or not. */
		OWN
	}

	/** What travels: everything but the frame. */
	public RoomEvent(Kind kind, long room, long member, long seq) {
		this(kind, room, member, seq, null);
	}

	/** As it travels. */
	public String word() {
		return kind + ":" + room + ":" + member + ":" + seq;
	}

	/** What has travelled. */
	public static RoomEvent of(String word) {
		var parts = word.split(":");
		return new RoomEvent(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
				Long.parseLong(parts[3]));
	}
}
