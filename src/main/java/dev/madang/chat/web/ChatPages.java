package dev.madang.chat.web;

import java.util.List;
import java.util.UUID;

import dev.madang.chat.Cards;
import dev.madang.chat.Epoch;
import dev.madang.chat.Message;
import dev.madang.chat.MessageForm;
import dev.madang.chat.MessageReading;
import dev.madang.chat.Messages;
import dev.madang.chat.Room;
import dev.madang.chat.OwnRooms;
import dev.madang.chat.RoomReading;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rooms that one is in, and one of them. Everything but what is live works without script. */
@Controller
@Allow(Role.MEMBER)
class ChatPages {

	static final int AT_ONCE = 50;

	private final RoomReading rooms;

	private final MessageReading reading;

	private final Messages messages;

	private final OwnRooms ownRooms;

	private final SaidLines lines;

	private final Cards cards;

	private final Epoch epoch;

	ChatPages(RoomReading rooms, MessageReading reading, Messages messages, OwnRooms ownRooms, SaidLines lines,
			Cards cards, Epoch epoch) {
		this.epoch = epoch;
		this.rooms = rooms;
		this.reading = reading;
		this.messages = messages;
		this.ownRooms = ownRooms;
		this.lines = lines;
		this.cards = cards;
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
	 * A room at its end, or at the first message that one has not read; what is shown is read.
	 *
	 * @param around the seq of a message to which a link leads
	 * @param before that of one before which it goes on upwards; 0 for the end of the room, however much is unread
	 */
	@GetMapping("/chat/{id}")
	ModelAndView room(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Long around,
			@RequestParam(required = false) @Nullable Long before) {
		return room(page, rooms.get(page.viewer(), id), around, before, null, "");
	}

	private ModelAndView room(Page page, Room room, @Nullable Long around, @Nullable Long before, @Nullable Problem problem,
			String written) {
		var isMember = room.isJoined();
		var own = room.own();
		var read = own == null ? room.lastSeq() : Math.max(own.readSeq(), own.fromSeq());
		var some = some(room, around, before, read);
		if (isMember && (before == null || before == 0) && room.lastSeq() > read) {
			ownRooms.read(page.viewer(), room.id(), some.isEmpty() ? room.lastSeq() : some.getLast().seq());
		}
		return page.view("chat/room", "room", room, "rooms",
				rooms.list(page.viewer(), Paging.of(AT_ONCE, null, null)).items(), "said", lines.of(room, some, page, read),
				"lines", lines, "members", isMember ? rooms.members(room.id()) : List.of(),
				"older", some.isEmpty() || some.getFirst().seq() <= 1 ? 0L : some.getFirst().seq(), "newer",
				some.isEmpty() || some.getLast().seq() >= room.lastSeq() ? 0L : some.getLast().seq(), "written",
				written, "epoch", epoch.value()).addObject("card", cards.of(room.about()))
				.addObject("nextCard", own == null ? null : cards.of(own.nextAbout())).addObject("problem", problem);
	}

	private List<Message> some(Room room, @Nullable Long around, @Nullable Long before, long read) {
		if (around != null) {
			return reading.around(room, around, AT_ONCE);
		}
		return before == null && room.lastSeq() - read > AT_ONCE
				? reading.around(room, read + 1, AT_ONCE)
				: reading.before(room, before == null || before == 0 ? null : before, AT_ONCE);
	}

	/** What was said before a message, for whoever scrolls up, or after one. */
	@GetMapping("/chat/{id}/said")
	ModelAndView said(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Long before,
			@RequestParam(required = false) @Nullable Long after) {
		var room = rooms.get(page.viewer(), id);
		var some = after == null ? reading.before(room, before, AT_ONCE) : reading.after(room, after, AT_ONCE);
		return page.view("chat/said", "room", room, "said", lines.of(room, some, page, Long.MAX_VALUE));
	}

	@PostMapping("/chat/{id}/messages")
	ModelAndView send(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String body,
			@RequestParam(required = false) @Nullable String clientId,
			@RequestParam(required = false) @Nullable Long replyTo) {
		try {
			messages.send(page.viewer(), id,
					new MessageForm(body, clientId == null ? UUID.randomUUID().toString() : clientId, replyTo, null, null));
			return new ModelAndView("redirect:/chat/" + id + "#say");
		}
		catch (Problem problem) {
			if (problem.status() == 404 || problem.status() == 401) {
				throw problem;
			}
			var shown = room(page, rooms.get(page.viewer(), id), null, null, problem, body == null ? "" : body);
			shown.setStatus(HttpStatusCode.valueOf(problem.status()));
			return shown;
		}
	}

	@PostMapping("/chat/{id}/messages/{message}/delete")
	String remove(Page page, @PathVariable long id, @PathVariable long message) {
		messages.remove(page.viewer(), message);
		return "redirect:/chat/" + id;
	}
}
