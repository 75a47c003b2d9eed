package dev.madang.catalog.openlibrary;

import dev.madang.catalog.OutsideCatalogue;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Unknown books are asked of Open Library where {@code madang.openlibrary.url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.openlibrary.url")
class OpenLibraryConfiguration {

	@Bean
	OutsideCatalogue openLibrary(OpenLibraryProperties properties, JsonMapper mapper) {
		return new OpenLibrary(properties.url(), mapper);
	}
}
