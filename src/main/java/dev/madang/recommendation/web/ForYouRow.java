package dev.madang.recommendation.web;

import dev.madang.board.web.PostRow;

/** A post in the list of what one may like, and why in words. */
public record ForYouRow(PostRow row, String reason) {
}
