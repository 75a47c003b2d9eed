package dev.madang.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself to search engines and to those who show a link to it.
 *
 * @param type as OpenGraph has it: website, article, book, video.movie, product, profile (https://ogp.me)
 * @param path the page's one address, without what only arranges it
 * @param description a line or two, without markup
 * @param image what to show of it, or null
 * @param feed the path of the Atom feed of what the page lists, or empty
 * @param data JSON-LD in the words of schema.org; empty for none
 */
public record Metadata(String type, String title, String description, String path, @Nullable Image image, String feed,
		Map<String, ?> data) {

	/**
	 * A picture.
	 *
	 * @param address a path or an absolute address
	 * @param width in pixels, as is {@code height}; 0 where it is not known
	 * @param alt what it shows; may be empty
	 */
	public record Image(String address, int width, int height, String alt) {

		/** One of somebody else's, of which nothing is known. */
		public static Image elsewhere(String address) {
			return new Image(address, 0, 0, "");
		}

		/** Whether it fills the width of a card. */
		public boolean isWide() {
			return width >= 600;
		}
	}

	/** A page that lists something and is more than a view of it. */
	public static Metadata ofList(String title, String description, String path, String feed) {
		return new Metadata("website", title, description, path, null, feed, Map.of());
	}
}
