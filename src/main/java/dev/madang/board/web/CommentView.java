package dev.madang.board.web;

import dev.madang.board.Comment;

/** A comment on a page, its text rendered and safe. */
public record CommentView(Comment comment, String html) {
}
