package dev.madang.search.opensearch;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** How many documents an index has; nobody need know to the minute. */
final class Size {

	private final OpenSearchServer server;

	private final Cache<String, Long> known = Caffeine.newBuilder().maximumSize(2).expireAfterWrite(Duration.ofMinutes(1))
			.build();

	Size(OpenSearchServer server) {
		this.server = server;
	}

	long of(String index) {
		return known.get(index, any -> now(index));
	}

	long now(String index) {
		return server.get("/" + index + "/_count").body().path("count").asLong();
	}
}
