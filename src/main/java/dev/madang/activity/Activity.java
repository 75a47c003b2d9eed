package dev.madang.activity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param verb such as {@code post.published}
 * @param subject such as {@code post:12}
 * @param detail a JSON object
 */
public record Activity(long id, Instant at, @Nullable Long actorId, String verb, @Nullable String subject, String detail) {
}
