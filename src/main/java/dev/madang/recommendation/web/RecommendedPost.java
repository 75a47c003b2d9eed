package dev.madang.recommendation.web;

import dev.madang.board.web.PostJson;

/** A post, as a row of a list, and why it is recommended. */
record RecommendedPost(PostJson post, ReasonJson reason) {
}
