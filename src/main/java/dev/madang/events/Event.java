package dev.madang.events;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a topic tells it.
 *
 * @param offset its place in the topic, opaque
 * @param type such as {@code post.published}, or what its publisher calls it
 * @param payload what the log has on it, or what was published
 * @param subject such as {@code post:12}
 * @param actor such as {@code member:7}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(String offset, String type, @Nullable String key, @Nullable Integer partition, Payload payload, Instant at,
		@Nullable String subject, @Nullable String actor) {
}
