package dev.madang.recommendation.web;

import dev.madang.board.Post;

/** A book or film in the list of what one may like, and why in words. */
public record ItemRow(Post.Item item, String reason) {
}
