package dev.madang.board.web;

import dev.madang.board.Category;
import dev.madang.board.CategoryEditing;

/** A category on the page where they are arranged. */
public record CategoryEntry(Category category, CategoryEditing.Form form, int postCount) {
}
