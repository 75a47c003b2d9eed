package dev.madang.board;

import dev.madang.page.Box;
import dev.madang.page.Page;
import gg.jte.Content;

/** What another module shows on the page of a board, such as the room that it points to. */
public interface BoardSection {

	/** For whoever reads the board; nothing for whom it does not concern. */
	Content of(Page page, Category category);

	/** Where whoever arranges the boards sets it. */
	Box.Link setting(Page page, Category category);
}
