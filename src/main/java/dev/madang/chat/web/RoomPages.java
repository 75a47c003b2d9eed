package dev.madang.chat.web;

import java.util.Arrays;
import java.util.List;

import dev.madang.chat.FirstContact;
import dev.madang.chat.OwnRooms;
import dev.madang.chat.RoomForm;
import dev.madang.chat.RoomMembers;
import dev.madang.chat.RoomReading;
import dev.madang.chat.Rooms;
import dev.madang.page.Page;
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

/** Making rooms, finding open ones, and what one does with a room as a whole. */
@Controller
@Allow(Role.MEMBER)
class RoomPages {

	private final Rooms rooms;

	private final RoomReading reading;

	private final RoomMembers members;

	private final OwnRooms ownRooms;

	private final FirstContact contact;

	RoomPages(Rooms rooms, RoomReading reading, RoomMembers members, OwnRooms ownRooms, FirstContact contact) {
		this.ownRooms = ownRooms;
		this.rooms = rooms;
		this.reading = reading;
		this.members = members;
		this.contact = contact;
	}

	/** Open rooms, and the forms by which one makes a room. */
	@GetMapping("/chat/new")
	ModelAndView make(Page page, @RequestParam(defaultValue = "") String q) {
		return page.view("chat/new", "open", reading.open(page.viewer(), q), "q", q, "name", "", "members", "", "kind", "group")
				.addObject("problem", null);
	}

	@PostMapping("/chat/new")
	ModelAndView make(Page page, @RequestParam(defaultValue = "group") String kind,
			@RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String members, @RequestParam(required = false) @Nullable String about) {
		try {
			var handles = Arrays.stream(members.split("[\\s,]+")).map(handle -> handle.replaceFirst("^@", ""))
					.filter(handle -> !handle.isEmpty()).toList();
			var opened = rooms.open(page.viewer(), new RoomForm(kind, name, "", List.copyOf(handles), about, null));
			return new ModelAndView("redirect:/chat/" + opened.room().id() + "#say");
		}
		catch (Problem problem) {
			if (problem.status() == 401) {
				throw problem;
			}
			var shown = page.view("chat/new", "open", reading.open(page.viewer(), ""), "q", "", "problem", problem, "name",
					name, "members", members, "kind", kind);
			shown.setStatus(HttpStatusCode.valueOf(problem.status()));
			return shown;
		}
	}

	@PostMapping("/chat/{id}/enter")
	String enter(Page page, @PathVariable long id) {
		members.enter(page.viewer(), id);
		return "redirect:/chat/" + id;
	}

	@PostMapping("/chat/{id}/leave")
	String leave(Page page, @PathVariable long id) {
		members.leave(page.viewer(), id);
		return "redirect:/chat";
	}

	@PostMapping("/chat/{id}/mute")
	String mute(Page page, @PathVariable long id, @RequestParam boolean on) {
		ownRooms.mute(page.viewer(), id, on);
		return "redirect:/chat/" + id;
	}

	@PostMapping("/chat/{id}/request")
	String answer(Page page, @PathVariable long id, @RequestParam boolean accept) {
		members.answer(page.viewer(), id, accept);
		return accept ? "redirect:/chat/" + id : "redirect:/chat";
	}

	@GetMapping("/settings/messages")
	ModelAndView preference(Page page, @RequestParam(defaultValue = "false") boolean saved) {
		return page.view("chat/settings", "takesFrom", contact.takesFrom(page.viewer().id()), "saved", saved);
	}

	@PostMapping("/settings/messages")
	String prefer(Page page, @RequestParam(defaultValue = "") String takesFrom) {
		contact.takeFrom(page.viewer(), takesFrom);
		return "redirect:/settings/messages?saved=true";
	}
}
