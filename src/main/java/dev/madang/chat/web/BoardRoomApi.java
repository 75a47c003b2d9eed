package dev.madang.chat.web;

import dev.madang.board.Categories;
import dev.madang.chat.BoardRooms;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The open room of a board; its moderators choose it. */
@RestController
@RequestMapping("/api/v1/categories/{slug}/room")
@Allow(Role.MEMBER)
@Tag(name = "Chat")
class BoardRoomApi {

	/** @param room the id of an open room */
	record ChosenRoom(@Nullable Long room) {
	}

	private final BoardRooms boardRooms;

	private final Categories categories;

	private final RoomView view;

	BoardRoomApi(BoardRooms boardRooms, Categories categories, RoomView view) {
		this.boardRooms = boardRooms;
		this.categories = categories;
		this.view = view;
	}

	/** 404 where the board points to none. */
	@GetMapping
	RoomJson get(@PathVariable String slug, Viewer viewer) {
		return view.whole(boardRooms.of(viewer, categories.get(slug, viewer)).orElseThrow(Problem::notFound));
	}

	@PutMapping
	RoomJson choose(@PathVariable String slug, @RequestBody ChosenRoom chosen, Viewer viewer) {
		if (chosen.room() == null) {
			throw Problem.invalid("room", "missing");
		}
		boardRooms.choose(viewer, categories.get(slug, viewer), chosen.room());
		return get(slug, viewer);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable String slug, Viewer viewer) {
		boardRooms.choose(viewer, categories.get(slug, viewer), null);
	}
}
