package dev.madang.events;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events by its name.
 *
 * @param kind {@code domain}: what happens in the community, by the first word of its verb; {@code custom}: what programs
 *        publish
 * @param partitions into how many parts the keys of a custom topic fall, or those of any topic that a broker has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Topic(String name, String kind, @Nullable Integer partitions, @Nullable Instant createdAt) {

	static Topic domain(String name) {
		return new Topic(name, "domain", null, null);
	}

	Topic withPartitions(@Nullable Integer there) {
		return new Topic(name, kind, there, createdAt);
	}

	@JsonIgnore
	public boolean isCustom() {
		return "custom".equals(kind);
	}
}
