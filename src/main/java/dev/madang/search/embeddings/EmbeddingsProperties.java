package dev.madang.search.embeddings;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server that speaks OpenAI's form of embeddings.
 *
 * @param url the URL, up to and with {@code /v1}, of a server for vectors of meaning in OpenAI's form. Without one, vectors are
 * learned from the community's own texts. It is sent posts of boards that everybody may read, books and films, and search
 * queries; for other posts words alone decide
 * @param model the name of the embedding model
 * @param key the key that is sent as a bearer token; none if empty
 * @param within the most that a search waits for it; where it takes longer, words alone decide
 */
@ConfigurationProperties("madang.embeddings")
record EmbeddingsProperties(String url, @DefaultValue("text-embedding-3-small") String model, @DefaultValue("") String key,
		@DefaultValue("500ms") Duration within) {
}
