package dev.madang.search.opensearch;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * OpenSearch as the index of search.
 *
 * @param url an OpenSearch cluster of version 3 or later, such as {@code https://search:9200}: all nodes find by it, and none keeps an
 * index of its own
 * @param user by whom Madang signs in; nobody if empty
 * @param password that belongs to the user
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 * @param index the alias of the index, and how the names of indexes begin; two communities on one cluster need two of them
 * @param shards into how many parts an index is cut that is built from now on; 1 to 64
 * @param within the most that a search waits for an answer; when it takes longer, the database answers; 200 ms to 30 s
 */
@ConfigurationProperties("madang.opensearch")
record OpenSearchProperties(@Nullable String url, @DefaultValue("") String user, @DefaultValue("") String password,
		@Nullable Path certificates, @DefaultValue("madang") String index, @DefaultValue("1") int shards,
		@DefaultValue("2s") Duration within) {

	OpenSearchProperties {
		require(url == null || url.matches("https?://[A-Za-z0-9.\\[\\]:_-]+(/[A-Za-z0-9._~/-]*)?"),
				"url is such as https://search:9200, without a user in it");
		url = url == null ? null : url.replaceAll("/+$", "");
		require(user.isEmpty() == password.isEmpty(), "user and madang.opensearch.password belong together");
		require(!user.contains(":"), "user has no colon");
		require(index.matches("[a-z0-9][a-z0-9._-]{0,99}"), "index is made of a-z 0-9 . _ and -");
		require(shards >= 1 && shards <= 64, "shards is 1 to 64");
		require(within.toMillis() >= 200 && within.toSeconds() <= 30, "within is 200 ms to 30 s");
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new IllegalArgumentException("madang.opensearch." + otherwise);
		}
	}
}
