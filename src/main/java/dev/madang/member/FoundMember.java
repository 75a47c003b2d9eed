package dev.madang.member;

/** What search shows of a member. */
public record FoundMember(Author author, int postCount, String handle) {
}
