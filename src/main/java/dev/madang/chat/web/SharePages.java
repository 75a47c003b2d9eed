package dev.madang.chat.web;

import java.util.UUID;

import dev.madang.chat.Cards;
import dev.madang.chat.MessageForm;
import dev.madang.chat.Messages;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sending a post, product or item into one of one's rooms. */
@Controller
@RequestMapping("/chat/share")
@Allow(Role.MEMBER)
class SharePages {

	private static final int AT_ONCE = 50;

	private final RoomReading rooms;

	private final Messages messages;

	private final SaidLines lines;

	private final Cards cards;

	SharePages(RoomReading rooms, Messages messages, SaidLines lines, Cards cards) {
		this.rooms = rooms;
		this.messages = messages;
		this.lines = lines;
		this.cards = cards;
	}

	/** @param about such as {@code post:12} */
	@GetMapping
	ModelAndView choose(Page page, @RequestParam String about, @RequestParam(required = false) @Nullable String cursor) {
		return view(page, about, cursor, "", UUID.randomUUID().toString());
	}

	private ModelAndView view(Page page, String about, @Nullable String cursor, String body, String clientId) {
		var subject = cards.require(page.viewer(), about);
		var slice = rooms.list(page.viewer(), Paging.of(AT_ONCE, cursor, null));
		return page.view("chat/share", "about", about, "rooms",
				slice.items().stream().filter(listed -> listed.room().takesMessages()).toList(), "lines", lines, "body", body,
				"clientId", clientId, "more",
				slice.nextCursor() == null ? "" : "/chat/share?about=" + about + "&cursor=" + slice.nextCursor())
				.addObject("card", cards.of(subject));
	}

	/** @param clientId of the form, so that it is sent once into each room */
	@PostMapping
	ModelAndView send(Page page, @RequestParam String about, @RequestParam long room,
			@RequestParam(defaultValue = "") String body, @RequestParam String clientId) {
		try {
			messages.send(page.viewer(), room, new MessageForm(body, clientId + "-" + room, null, null, about));
			return new ModelAndView("redirect:/chat/" + room + "#say");
		}
		catch (Problem problem) {
			if (problem.status() == 404 || problem.status() == 401) {
				throw problem;
			}
			var shown = view(page, about, null, body, clientId).addObject("problem", problem);
			shown.setStatus(HttpStatusCode.valueOf(problem.status()));
			return shown;
		}
	}
}
