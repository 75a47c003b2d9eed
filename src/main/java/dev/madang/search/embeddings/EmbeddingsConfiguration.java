package dev.madang.search.embeddings;

import java.net.URI;
import java.time.Duration;

import dev.madang.platform.OutsideServer;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meaning by an outside server, where {@code madang.embeddings.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.embeddings.url")
@EnableConfigurationProperties(EmbeddingsProperties.class)
class EmbeddingsConfiguration {

	private static final String SETTING = "madang.embeddings.url";

	/** Texts are sent many at once, when nobody waits. */
	private static final Duration FOR_MANY = Duration.ofSeconds(30);

	@Bean
	OutsideMeaning outsideMeaning(EmbeddingsProperties properties, Engines engines) {
		return new OutsideMeaning(
				new OutsideServer(engines.add("embeddings-of-queries", SETTING, properties.within()), properties.key(),
						properties.within()),
				new OutsideServer(engines.add("embeddings", SETTING, FOR_MANY), properties.key(), FOR_MANY),
				URI.create(properties.url().replaceAll("/+$", "") + "/embeddings"), properties.model());
	}
}
