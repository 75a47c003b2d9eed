package dev.madang.board.web;

import java.util.List;

import dev.madang.board.Category;
import dev.madang.board.CategoryEditing;
import dev.madang.member.Author;

/** A category on the page where they are arranged. */
public record CategoryEntry(Category category, CategoryEditing.Form form, int postCount,
		List<Author> moderators) {
}
