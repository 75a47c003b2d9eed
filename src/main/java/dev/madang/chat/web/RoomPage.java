package dev.madang.chat.web;

import java.util.List;

import dev.madang.chat.Cards;
import dev.madang.chat.Epoch;
import dev.madang.chat.Message;
import dev.madang.chat.MessageReading;
import dev.madang.chat.MessageView;
import dev.madang.chat.OwnRooms;
import dev.madang.chat.Room;
import dev.madang.chat.RoomReading;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of a room, beside the list of all that one is in. */
@Component
class RoomPage {

	static final int AT_ONCE = 50;

	private final RoomReading rooms;

	private final MessageReading reading;

	private final OwnRooms ownRooms;

	private final SaidLines lines;

	private final Cards cards;

	private final Epoch epoch;

	RoomPage(RoomReading rooms, MessageReading reading, OwnRooms ownRooms, SaidLines lines, Cards cards, Epoch epoch) {
		this.rooms = rooms;
		this.reading = reading;
		this.ownRooms = ownRooms;
		this.lines = lines;
		this.cards = cards;
		this.epoch = epoch;
	}

	/**
	 * A room at its end, or at the first message that one has not read; what is shown is read.
	 *
	 * @param around the seq of a message to which a link leads
	 * @param before that of one before which it goes on upwards, and nothing is read by it; 0 for the end of the room
	 */
	ModelAndView show(Page page, Room room, @Nullable Long around, @Nullable Long before) {
		var isMember = room.isJoined();
		var own = room.own();
		var read = own == null ? room.lastSeq() : Math.max(own.readSeq(), own.fromSeq());
		var some = some(room, around, before, read);
		if (isMember && (before == null || before == 0) && room.lastSeq() > read) {
			ownRooms.read(page.viewer(), room.id(), some.isEmpty() ? room.lastSeq() : some.getLast().seq());
		}
		return page.view("chat/room", "room", room, "rooms",
				rooms.list(page.viewer(), Paging.of(AT_ONCE, null, null)).items(), "said", lines.of(room, some, page, read),
				"lines", lines, "positions",
				isMember && room.memberCount() <= MessageView.MOST_COUNTED ? lines.positions(rooms.members(room.id())) : "{}",
				"older", some.isEmpty() || some.getFirst().seq() <= 1 ? 0L : some.getFirst().seq(), "newer",
				some.isEmpty() || some.getLast().seq() >= room.lastSeq() ? 0L : some.getLast().seq(), "written", "", "epoch",
				epoch.value()).addObject("card", cards.of(room.about()))
				.addObject("nextCard", own == null ? null : cards.of(own.nextAbout())).addObject("problem", null);
	}

	private List<Message> some(Room room, @Nullable Long around, @Nullable Long before, long read) {
		if (around != null) {
			return reading.around(room, around, AT_ONCE);
		}
		return before == null && room.lastSeq() - read > AT_ONCE
				? reading.around(room, read + 1, AT_ONCE)
				: reading.before(room, before == null || before == 0 ? null : before, AT_ONCE);
	}
}
