package dev.madang.board;

import java.time.Instant;

import dev.madang.member.Author;

/** What search shows of a comment. */
public record FoundComment(Author author, FoundPost.CategoryName category, long postId, int likeCount, Instant createdAt) {
}
