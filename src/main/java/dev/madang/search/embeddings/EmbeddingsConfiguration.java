package dev.madang.search.embeddings;

import java.net.URI;
import java.time.Duration;

import dev.madang.platform.OutsideServer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meaning by an outside server, where {@code madang.embeddings.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.embeddings.url")
@EnableConfigurationProperties(EmbeddingsProperties.class)
class EmbeddingsConfiguration {

	/** Texts are sent many at once, when nobody waits. */
	private static final Duration FOR_MANY = Duration.ofSeconds(30);

	@Bean
	OutsideMeaning outsideMeaning(EmbeddingsProperties properties) {
		return new OutsideMeaning(
				new OutsideServer("The server for embeddings of queries", properties.key(), properties.within()),
				new OutsideServer("The server for embeddings", properties.key(), FOR_MANY),
				URI.create(properties.url().replaceAll("/+$", "") + "/embeddings"), properties.model());
	}
}
