package dev.madang.board;

/** What search shows of a tag. */
public record FoundTag(int postCount) {
}
