package dev.madang.platform.replica;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A copy of the database.
 *
 * @param replicaUrl a streaming replica of that PostgreSQL, as a {@code jdbc:postgresql:} URL, with the same user and password:
 *            lists of posts and search results of guests are read there
 */
@ConfigurationProperties("madang.database")
record ReplicaProperties(@Nullable String replicaUrl) {

	ReplicaProperties {
		if (replicaUrl != null && !replicaUrl.startsWith("jdbc:postgresql:")) {
			throw new IllegalArgumentException("madang.database.replica-url must start with jdbc:postgresql:");
		}
	}
}
