package dev.madang.search.lucene;

import java.nio.file.Path;

import dev.madang.language.Language;
import dev.madang.search.Engine;
import dev.madang.search.Meanings;
import dev.madang.search.StoredVectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index in the data directory. A server opens it; a command does not, because only one process may write it. OpenSearch takes its place where it is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "madang.opensearch.url", havingValue = "false", matchIfMissing = true)
class LuceneConfiguration {

	private static final String PLACE = "${madang.search.index:${madang.home}/index}";

	@Bean
	Engine luceneEngine(@Value(PLACE) Path index, Language language,
			Meanings meanings) {
		return new LuceneEngine(index, language::korean, meanings::without);
	}

	@Bean
	StoredVectors storedVectors(@Value(PLACE) Path index) {
		return new CommittedVectors(index);
	}
}
