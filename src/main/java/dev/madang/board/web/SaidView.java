package dev.madang.board.web;

import dev.madang.board.Comment;

/** A comment in the list of what somebody said. */
public record SaidView(Comment comment, String postTitle, String excerpt) {
}
