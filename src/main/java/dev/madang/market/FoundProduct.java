package dev.madang.market;

import java.time.Instant;

import dev.madang.member.Author;

/** What search shows of a product. */
public record FoundProduct(Author author, int likeCount, Instant createdAt, Price price, String status) {
}
