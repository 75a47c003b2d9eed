package dev.madang.catalog.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.madang.catalog.Item;
import dev.madang.page.Metadata;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Markdown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an item says of itself to search engines, in the words of schema.org. */
@Component
class ItemMetadata {

	private final SiteUrl site;

	private final Markdown markdown;

	ItemMetadata(SiteUrl site, Markdown markdown) {
		this.site = site;
		this.markdown = markdown;
	}

	/** A book or film with its average, if anybody rated it. */
	Metadata of(Item item) {
		var path = "/items/" + item.id();
		var about = markdown.excerpt(item.description());
		var data = new LinkedHashMap<String, Object>();
		data.put("@type", Item.schemaType(item.kind()));
		data.put("name", item.title());
		data.put("url", site.of(path));
		putUnlessNull(data, "isbn", item.isbn13());
		putUnlessNull(data, "datePublished", item.publishedOn());
		putUnlessNull(data, "inLanguage", item.language());
		if (!item.creators().isEmpty()) {
			data.put("book".equals(item.kind()) ? "author" : "director",
					item.creators().stream().map(name -> Map.of("@type", "Person", "name", name)).toList());
		}
		var average = item.averageRating();
		if (average != null) {
			data.put("aggregateRating", Map.of("@type", "AggregateRating", "ratingValue", Math.round(average * 100) / 100.0,
					"ratingCount", item.ratingCount(), "bestRating", Item.BEST_RATING, "worstRating", 1));
		}
		var cover = item.cover();
		var elsewhere = item.coverUrl();
		var picture = cover != null ? cover.image() : elsewhere == null ? null : Metadata.Image.elsewhere(elsewhere);
		putUnlessNull(data, "image", picture == null ? null : site.absolute(picture.address()));
		return new Metadata("book".equals(item.kind()) ? "book" : "video.movie", item.title(),
				about.isEmpty() ? item.byline() : about, path, picture, "", data);
	}

	private static void putUnlessNull(Map<String, Object> data, String name, @Nullable Object value) {
		if (value != null) {
			data.put(name, value);
		}
	}
}
