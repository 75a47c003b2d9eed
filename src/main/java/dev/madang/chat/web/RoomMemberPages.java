package dev.madang.chat.web;

import java.util.List;
import java.util.stream.Stream;

import dev.madang.chat.Room;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is in a room; and what its owners do with the room and with them. */
@Controller
@RequestMapping("/chat/{id}")
@Allow(Role.MEMBER)
class RoomMemberPages {

	/** In seconds. */
	private static final List<Integer> PACES = List.of(0, 5, 10, 30, 60, 300, 900, 3600);

	private final Rooms rooms;

	private final RoomReading reading;

	private final RoomMembers members;

	private final SaidLines lines;

	RoomMemberPages(Rooms rooms, RoomReading reading, RoomMembers members, SaidLines lines) {
		this.rooms = rooms;
		this.reading = reading;
		this.members = members;
		this.lines = lines;
	}

	@GetMapping("/members")
	ModelAndView members(Page page, @PathVariable long id) {
		var room = reading.get(page.viewer(), id);
		if (!room.isReadable()) {
			throw Problem.notFound();
		}
		return show(page, room, null);
	}

	private ModelAndView show(Page page, Room room, @Nullable Problem problem) {
		var paces = Stream.concat(PACES.stream(), Stream.of(room.slowSeconds())).distinct().sorted().toList();
		return page
				.view("chat/members", "paces", paces, "room", room, "lines", lines, "members", reading.members(room.id()),
						"handle", "", "name",
						room.name(), "description", room.description(), "slowSeconds", room.slowSeconds())
				.addObject("problem", problem);
	}

	@PostMapping("/invite")
	ModelAndView invite(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String handle) {
		try {
			members.invite(page.viewer(), id, List.of(handle.strip().replaceFirst("^@", "")));
			return back(id);
		}
		catch (Problem problem) {
			return refused(page, id, problem).addObject("handle", handle);
		}
	}

	@PostMapping("/settings")
	ModelAndView change(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String description, @RequestParam(defaultValue = "0") int slowSeconds) {
		try {
			rooms.change(page.viewer(), id, new RoomForm(null, name, description, null, null, slowSeconds));
			return back(id);
		}
		catch (Problem problem) {
			return refused(page, id, problem).addObject("name", name).addObject("description", description)
					.addObject("slowSeconds", slowSeconds);
		}
	}

	/** @param act what is done with the member: owner, member (an owner no more), hand-over or remove */
	@PostMapping("/members/{handle}")
	ModelAndView act(Page page, @PathVariable long id, @PathVariable String handle,
			@RequestParam(defaultValue = "") String act) {
		try {
			switch (act) {
				case "remove" -> members.remove(page.viewer(), id, handle);
				case "hand-over" -> members.handOver(page.viewer(), id, handle);
				default -> members.role(page.viewer(), id, handle, act);
			}
			return back(id);
		}
		catch (Problem problem) {
			return refused(page, id, problem);
		}
	}

	private static ModelAndView back(long id) {
		return new ModelAndView("redirect:/chat/" + id + "/members");
	}

	/** The page with why it is refused, for whoever may see it. */
	private ModelAndView refused(Page page, long id, Problem problem) {
		if (problem.status() == 401) {
			throw problem;
		}
		var room = reading.find(page.viewer(), id).filter(Room::isJoined).orElseThrow(() -> problem);
		var shown = show(page, room, problem);
		shown.setStatus(HttpStatusCode.valueOf(problem.status()));
		return shown;
	}
}
