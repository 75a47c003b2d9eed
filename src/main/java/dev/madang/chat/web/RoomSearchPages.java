package dev.madang.chat.web;

import java.util.List;

import dev.madang.chat.Room;
import dev.madang.chat.RoomReading;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.search.Engine;
import dev.madang.search.Search;
import dev.madang.search.SearchKinds;
import dev.madang.search.SearchRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What was said in one room, by the words in it: the latest first. */
@Controller
@Allow(Role.MEMBER)
class RoomSearchPages {

	private static final int AT_ONCE = 30;

	private final RoomReading rooms;

	private final Search search;

	private final SearchKinds kinds;

	private final SaidLines lines;

	RoomSearchPages(RoomReading rooms, Search search, SearchKinds kinds, SaidLines lines) {
		this.rooms = rooms;
		this.search = search;
		this.kinds = kinds;
		this.lines = lines;
	}

	@GetMapping("/chat/{id}/search")
	ModelAndView search(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String q,
			@RequestParam(required = false) @Nullable String cursor) {
		var room = rooms.find(page.viewer(), id).filter(Room::isJoined).orElseThrow(Problem::notFound);
		var view = page.view("chat/search", "room", room, "rooms",
				rooms.list(page.viewer(), Paging.of(RoomPage.AT_ONCE, null, null)).items(), "lines", lines, "q", q);
		try {
			return view.addObject("problem", null).addObject("answer", q.isBlank()
					? null
					: search.find(new SearchRequest(q, List.of(kinds.of("message")), null, null, null, null, null, id,
							Engine.Sort.LATEST, cursor, AT_ONCE), page.viewer()));
		}
		catch (Problem problem) {
			if (problem.status() == 400 && cursor == null) {
				return view.addObject("answer", null).addObject("problem", problem);
			}
			throw problem;
		}
	}
}
