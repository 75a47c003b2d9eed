package dev.madang.search.embeddings;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server that speaks OpenAI's form of embeddings.
 *
 * @param url up to and with {@code /v1}
 * @param key sent as a bearer token; none if empty
 * @param within the most that a search waits for it; where it takes longer, words alone decide
 */
@ConfigurationProperties("madang.embeddings")
record EmbeddingsProperties(String url, @DefaultValue("text-embedding-3-small") String model, @DefaultValue("") String key,
		@DefaultValue("500ms") Duration within) {
}
