package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Category;
import dev.madang.board.CategoryEditing;
import dev.madang.member.Author;
import dev.madang.page.Box;

/**
 * A category on the page where they are arranged.
 *
 * @param settings where what other modules show on its page is set
 */
public record CategoryEntry(Category category, CategoryEditing.Form form, int postCount,
		List<Author> moderators, List<Box.Link> settings) {
}
