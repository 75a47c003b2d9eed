package dev.madang.recommendation.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.madang.board.web.PostJson;

/** A row of GET /posts that also says why it is there. */
record PersonalRow(@JsonUnwrapped PostJson post, ReasonJson reason) {
}
