package dev.madang.search.opensearch;

import javax.sql.DataSource;

import dev.madang.language.Language;
import dev.madang.platform.engine.Engines;
import dev.madang.search.Engine;
import dev.madang.search.Meanings;
import dev.madang.search.StoredVectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** OpenSearch in the place of Lucene's index in the home, where {@code madang.opensearch.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.opensearch.url")
@EnableConfigurationProperties(OpenSearchProperties.class)
class OpenSearchConfiguration {

	@Bean
	OpenSearchServer openSearchServer(OpenSearchProperties properties, Engines engines) {
		var server = new OpenSearchServer(properties,
				probe -> engines.add("opensearch", "madang.opensearch.url", OpenSearchServer.slow(), probe));
		// what is wrong with the settings is told at the start, which does not wait for it
		Thread.ofVirtual().name("opensearch-probe").start(() -> server.engine().tried(server::probe));
		return server;
	}

	@Bean
	SharedIndex openSearchIndex(OpenSearchServer server, OpenSearchProperties properties) {
		return new SharedIndex(server, properties.index(), properties.shards());
	}

	@Bean
	Engine openSearchEngine(SharedIndex index, Language language, Meanings meanings, DataSource database) {
		return new OpenSearchEngine(index, language::korean, meanings::without,
				new Turns.ByDatabase(database));
	}

	@Bean
	StoredVectors openSearchVectors(OpenSearchServer server, SharedIndex index) {
		return new KeptVectors(server, index);
	}
}
