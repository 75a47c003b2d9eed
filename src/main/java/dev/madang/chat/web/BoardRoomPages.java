package dev.madang.chat.web;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.chat.BoardRooms;
import dev.madang.chat.RoomReading;
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

/** Where the moderators of a board choose the open room to which it points. */
@Controller
@RequestMapping("/c/{slug}/room")
@Allow(Role.MEMBER)
class BoardRoomPages {

	private final BoardRooms boardRooms;

	private final RoomReading reading;

	private final Categories categories;

	BoardRoomPages(BoardRooms boardRooms, RoomReading reading, Categories categories) {
		this.boardRooms = boardRooms;
		this.reading = reading;
		this.categories = categories;
	}

	@GetMapping
	ModelAndView show(Page page, @PathVariable String slug, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "false") boolean saved) {
		return view(page, categories.get(slug, page.viewer()), q).addObject("saved", saved);
	}

	private ModelAndView view(Page page, Category category, String q) {
		boardRooms.requireChosenBy(page.viewer(), category);
		return page.view("chat/board", "category", category, "address", BoardRoomSection.address(category), "open",
				reading.open(page.viewer(), q), "q", q)
				.addObject("room", boardRooms.of(page.viewer(), category).orElse(null));
	}

	/** @param room none where it is empty */
	@PostMapping
	ModelAndView choose(Page page, @PathVariable String slug, @RequestParam(required = false) @Nullable Long room) {
		var category = categories.get(slug, page.viewer());
		try {
			boardRooms.choose(page.viewer(), category, room);
			return new ModelAndView("redirect:" + BoardRoomSection.address(category) + "?saved=true");
		}
		catch (Problem problem) {
			if (problem.status() != 422) {
				throw problem;
			}
			var shown = view(page, category, "").addObject("problem", problem);
			shown.setStatus(HttpStatusCode.valueOf(problem.status()));
			return shown;
		}
	}
}
