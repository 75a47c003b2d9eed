package dev.madang.chat.web;

import dev.madang.chat.MessageReading;
import dev.madang.chat.RoomReading;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rooms that one is in, and one of them. Everything but what is live works without script. */
@Controller
@Allow(Role.MEMBER)
class ChatPages {

	private static final int AT_ONCE = RoomPage.AT_ONCE;

	private final RoomReading rooms;

	private final MessageReading reading;

	private final SaidLines lines;

	private final RoomPage room;

	ChatPages(RoomReading rooms, MessageReading reading, SaidLines lines, RoomPage room) {
		this.rooms = rooms;
		this.reading = reading;
		this.lines = lines;
		this.room = room;
	}

	@GetMapping("/chat")
	ModelAndView list(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = rooms.list(page.viewer(), Paging.of(AT_ONCE, cursor, null));
		return page.view("chat/list", "rooms", slice.items(), "lines", lines, "more",
				slice.nextCursor() == null ? "" : "/chat?cursor=" + slice.nextCursor());
	}

	/** The list alone, as it is now. */
	@GetMapping("/chat/rooms")
	ModelAndView rows(Page page, @RequestParam(defaultValue = "0") long at) {
		return page.view("chat/rooms", "rooms", rooms.list(page.viewer(), Paging.of(AT_ONCE, null, null)).items(), "lines",
				lines, "at", at);
	}

	/**
	 * A room at its end, or at the first message that one has not read.
	 *
	 * @param around the seq of a message to which a link leads
	 * @param before that of one before which it goes on upwards; 0 for the end of the room, however much is unread
	 */
	@GetMapping("/chat/{id}")
	ModelAndView room(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Long around,
			@RequestParam(required = false) @Nullable Long before) {
		return room.show(page, rooms.get(page.viewer(), id), around, before);
	}

	/** What was said before a message, for whoever scrolls up, or after one. */
	@GetMapping("/chat/{id}/said")
	ModelAndView said(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Long before,
			@RequestParam(required = false) @Nullable Long after) {
		var shown = rooms.get(page.viewer(), id);
		var some = after == null ? reading.before(shown, before, AT_ONCE) : reading.after(shown, after, AT_ONCE);
		return page.view("chat/said", "room", shown, "said", lines.of(shown, some, page, Long.MAX_VALUE));
	}
}
