package dev.madang.events;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A row of the log as it is told to the outside: the body of a webhook, and the value of a record in Kafka. Fields are those of {@link Event}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(String topic, String type, @Nullable String key, @Nullable Integer partition, Payload payload, Instant at,
		@Nullable String subject, @Nullable String actor) {
}
