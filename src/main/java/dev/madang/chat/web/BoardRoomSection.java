package dev.madang.chat.web;

import dev.madang.board.BoardSection;
import dev.madang.board.Category;
import dev.madang.chat.BoardRooms;
import dev.madang.page.Box;
import dev.madang.page.Page;
import gg.jte.Content;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The link to its room on the page of a board. */
@Component
class BoardRoomSection implements BoardSection {

	private static final Content NOTHING = output -> {
	};

	private final BoardRooms rooms;

	BoardRoomSection(BoardRooms rooms) {
		this.rooms = rooms;
	}

	@Override
	public Content of(Page page, Category category) {
		if (!page.viewer().isMember()) {
			return NOTHING;
		}
		var room = rooms.of(page.viewer(), category).orElse(null);
		var setting = rooms.isChosenBy(page.viewer(), category) ? address(category) : "";
		return room == null && setting.isEmpty()
				? NOTHING
				: page.part("chat/boardLink", "id", room == null ? 0L : room.id(), "name", room == null ? "" : room.name(),
						"count", room == null ? 0 : room.memberCount(), "setting", setting);
	}

	@Override
	public Box.Link setting(Page page, Category category) {
		return new Box.Link(address(category), page.t("chat.of-board"), "");
	}

	static String address(Category category) {
		return "/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8") + "/room";
	}
}
