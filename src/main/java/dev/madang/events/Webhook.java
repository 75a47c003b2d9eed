package dev.madang.events;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An address to which events are posted.
 *
 * @param waiting how many deliveries are under way, and {@code parked} how many were given up
 * @param secret only in the answer to its making
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(long id, String url, List<String> topics, Instant createdAt, long waiting, long parked,
		@Nullable String secret) {

	Webhook withSecret(String made) {
		return new Webhook(id, url, topics, createdAt, waiting, parked, made);
	}
}
