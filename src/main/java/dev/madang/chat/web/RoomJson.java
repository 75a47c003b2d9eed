package dev.madang.chat.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.chat.Cards;
import dev.madang.chat.RoomReading;
import dev.madang.chat.RoomKind;
import dev.madang.member.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A room as the API shows one.
 *
 * @param name of a direct one, that of the other
 * @param other who else is in a direct room
 * @param asked whether one has yet to accept it; a group says nothing until then
 * @param invitedBy who brought one into it
 * @param state open, waiting for the other to accept it, refused, or closed by a moderator
 * @param lastSeq of its latest message
 * @param readSeq up to where one has read
 * @param unread how many one has not read, at most 1,000
 * @param slowSeconds the least time between two messages of one member
 * @param about what it began with
 * @param nextAbout what one's next message shows as a card, if it brings none itself
 */
@Schema(name = "Room")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoomJson(long id, RoomKind kind, String name, String description, @Nullable Author other,
		@Nullable String avatarUrl, int memberCount, RoomReading.@Nullable Last lastMessage, long lastSeq, long readSeq,
		int unread, boolean mentioned, boolean muted, boolean joined, boolean asked, @Nullable Author invitedBy, boolean owner,
		String state, int slowSeconds, Cards.@Nullable Card about, Cards.@Nullable Card nextAbout, Instant lastAt) {

	/** Somebody who is in a room. */
	@Schema(name = "RoomMember")
	record MemberJson(Author user, String role, boolean asked, long readSeq) {

		static MemberJson of(RoomReading.RoomMember member) {
			return new MemberJson(member.user(), member.owner() ? "owner" : "member", member.asked(), member.readSeq());
		}
	}

	/** Rooms, and the cursor with which their list goes on. */
	@Schema(name = "Rooms")
	record Listed(List<RoomJson> items, @Nullable String nextCursor) {
	}
}
