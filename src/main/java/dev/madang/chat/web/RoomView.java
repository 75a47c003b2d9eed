package dev.madang.chat.web;

import dev.madang.chat.Cards;
import dev.madang.chat.Room;
import dev.madang.chat.RoomReading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts rooms into the form in which readers get them. */
@Component
class RoomView {

	private final Cards cards;

	RoomView(Cards cards) {
		this.cards = cards;
	}

	RoomJson row(RoomReading.Listed listed) {
		return of(listed.room(), listed.last(), listed.unread(), listed.mentioned(), null, null);
	}

	RoomJson whole(Room room) {
		var own = room.own();
		var unread = own == null || own.asked()
				? 0
				: Math.clamp(room.lastSeq() - Math.max(own.readSeq(), own.fromSeq()), 0, RoomReading.MOST_UNREAD);
		return of(room, null, unread, false, cards.of(room.about()), own == null ? null : cards.of(own.nextAbout()));
	}

	private static RoomJson of(Room room, RoomReading.@Nullable Last last, int unread, boolean mentioned,
			Cards.@Nullable Card about, Cards.@Nullable Card nextAbout) {
		var own = room.own();
		var other = room.other();
		return new RoomJson(room.id(), room.kind(), other == null ? room.name() : other.name(), room.description(), other,
				other == null ? null : other.avatarUrl(), room.memberCount(), last, room.lastSeq(),
				own == null ? 0 : own.readSeq(), unread, mentioned, own != null && own.muted(), room.isJoined(),
				own != null && own.asked(), own == null ? null : own.invitedBy(), room.isOwned(), room.state(),
				room.slowSeconds(),
				about, nextAbout, room.lastAt());
	}
}
