package dev.madang.catalog.openlibrary;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Open Library is.
 *
 * @param url the URL of Open Library, {@code https://openlibrary.org}, or of a copy, which is asked for books of an unknown ISBN.
 * Without it only the community's own items are found
 */
@ConfigurationProperties("madang.openlibrary")
record OpenLibraryProperties(@DefaultValue("https://openlibrary.org") String url) {

	OpenLibraryProperties {
		if (!url.matches("(?i:https?)://.+") || URI.create(url).getHost() == null) {
			throw new IllegalArgumentException("madang.openlibrary.url must be like https://openlibrary.org, not " + url);
		}
		url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}
}
