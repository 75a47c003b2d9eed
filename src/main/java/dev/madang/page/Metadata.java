package dev.madang.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself to search engines and to those who show a link to it.
 *
 * @param type as OpenGraph has it: website, article, book, video.movie, product, profile (https://ogp.me)
 * @param path the page's one address, without what only arranges it
 * @param description a line or two, without markup
 * @param picture a path or an absolute address, or null
 * @param feed the path of the Atom feed of what the page lists, or empty
 * @param data JSON-LD in the words of schema.org; empty for none
 */
public record Metadata(String type, String title, String description, String path, @Nullable String picture, String feed,
		Map<String, ?> data) {

	/** A page that lists something and is more than a view of it. */
	public static Metadata ofList(String title, String description, String path, String feed) {
		return new Metadata("website", title, description, path, null, feed, Map.of());
	}
}
