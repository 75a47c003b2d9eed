package dev.madang.recommendation.web;

import dev.madang.board.Post;

/** A book or film and why it is recommended. */
record RecommendedItem(Post.Item item, ReasonJson reason) {
}
