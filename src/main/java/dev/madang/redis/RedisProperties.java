package dev.madang.redis;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Redis or Valkey, of version 6.2 or later.
 *
 * @param url such as {@code redis://:password@cache:6379/0}, with {@code rediss} for TLS
 * @param prefix what all keys begin with; two communities on one Redis need two of them
 * @param within the most that anybody waits for an answer; then, and for five seconds, nodes go on without it
 * @param viewsEvery how often the views that are counted in it are stored in the database; as many may be lost with it
 * @param certificates a PEM file of the certificates that are trusted; those that Java trusts without it
 */
@ConfigurationProperties("madang.redis")
record RedisProperties(String url, @DefaultValue("madang:") String prefix, @DefaultValue("200ms") Duration within,
		@DefaultValue("5m") Duration viewsEvery, @Nullable Path certificates) {
}
