package dev.madang.board.web;

import dev.madang.board.Post;

/** A post in a list of a page. */
public record PostRow(Post post, String category, String excerpt) {
}
