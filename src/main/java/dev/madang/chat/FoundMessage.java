package dev.madang.chat;

import java.time.Instant;

import dev.madang.member.Author;

/** What search shows of a message. */
public record FoundMessage(Author author, FoundRoom room, long seq, Instant createdAt) {

	/** @param name of a direct one, that of the other */
	public record FoundRoom(long id, RoomKind kind, String name) {
	}
}
