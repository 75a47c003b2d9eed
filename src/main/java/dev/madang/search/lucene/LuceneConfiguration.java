package dev.madang.search.lucene;

import java.nio.file.Path;

import dev.madang.language.Language;
import dev.madang.search.Engine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index in the data directory, which a server has; a command has none, because only one process may write it. */
@Configuration(proxyBeanMethods = false)
class LuceneConfiguration {

	@Bean
	@ConditionalOnWebApplication
	Engine luceneEngine(@Value("${madang.home}") Path home, Language language) {
		return new LuceneEngine(home.resolve("index"), language::korean);
	}
}
