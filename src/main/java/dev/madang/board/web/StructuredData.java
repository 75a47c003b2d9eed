package dev.madang.board.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.board.Post;
import dev.madang.catalog.Item;
import dev.madang.media.Media;
import dev.madang.member.Author;
import dev.madang.member.Member;
import dev.madang.page.Metadata;
import dev.madang.platform.Markdown;
import dev.madang.platform.SiteUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What posts, items and members say of themselves to search engines, in the words of schema.org. */
@Component
class StructuredData {

	private static final int BEST_RATING = 10;

	private final SiteUrl site;

	private final Markdown markdown;

	private final Media media;

	StructuredData(SiteUrl site, Markdown markdown, Media media) {
		this.media = media;
		this.site = site;
		this.markdown = markdown;
	}

	/** A review where it rates an item, otherwise a posting in a forum; nothing of what not everybody sees. */
	Metadata of(Post post) {
		var excerpt = markdown.excerpt(post.body());
		var path = "/p/" + post.id();
		if (!"published".equals(post.status())) {
			return new Metadata("article", post.title(), "", path, null, "", Map.of());
		}
		var data = new LinkedHashMap<String, Object>();
		data.put("@type", post.item() != null && post.rating() != null ? "Review" : "DiscussionForumPosting");
		data.put("headline", post.title());
		data.put("url", site.of(path));
		data.put("datePublished", post.createdAt().toString());
		data.put("dateModified", post.updatedAt().toString());
		data.put("author", person(post.author()));
		data.put(post.item() != null && post.rating() != null ? "reviewBody" : "text", excerpt);
		if (!post.tags().isEmpty()) {
			data.put("keywords", post.tags());
		}
		if (post.item() != null && post.rating() != null) {
			data.put("itemReviewed", Map.of("@type", type(post.item().kind()), "name", post.item().title(), "url",
					site.of("/items/" + post.item().id())));
			data.put("reviewRating", Map.of("@type", "Rating", "ratingValue", post.rating(), "bestRating", BEST_RATING,
					"worstRating", 1));
		}
		data.put("interactionStatistic", List.of(count("LikeAction", post.likeCount()),
				count("CommentAction", post.commentCount())));
		var pictures = media.shown(post.pictures());
		if (!pictures.isEmpty()) {
			data.put("image", pictures.stream().map(picture -> site.absolute(picture.full().url())).toList());
		}
		return new Metadata("article", post.title(), excerpt, path, pictures.isEmpty() ? null : pictures.getFirst().image(), "",
				data);
	}

	/** A book or film with its average, if anybody rated it. */
	Metadata of(Item item) {
		var path = "/items/" + item.id();
		var about = markdown.excerpt(item.description());
		var data = new LinkedHashMap<String, Object>();
		data.put("@type", type(item.kind()));
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
					"ratingCount", item.ratingCount(), "bestRating", BEST_RATING, "worstRating", 1));
		}
		var cover = item.cover();
		var elsewhere = item.coverUrl();
		var picture = cover != null ? cover.image() : elsewhere == null ? null : Metadata.Image.elsewhere(elsewhere);
		putUnlessNull(data, "image", picture == null ? null : site.absolute(picture.address()));
		return new Metadata("book".equals(item.kind()) ? "book" : "video.movie", item.title(),
				about.isEmpty() ? item.byline() : about, path, picture, "", data);
	}

	Metadata of(Member member) {
		var path = "/@" + UriUtils.encodePathSegment(member.handle(), "UTF-8");
		var face = member.avatarUrl();
		return new Metadata("profile", member.name(), markdown.excerpt(member.bio()), path,
				face == null ? null : Metadata.Image.elsewhere(face), path + "/feed.atom",
				Map.of("@type", "ProfilePage", "dateCreated", member.createdAt().toString(), "mainEntity",
						Map.of("@type", "Person", "name", member.name(), "alternateName", member.handle(), "url",
								site.of(path))));
	}

	private Map<String, Object> person(Author author) {
		return Author.isWithdrawn(author.handle())
				? Map.of("@type", "Person", "name", "-")
				: Map.of("@type", "Person", "name", author.name(), "url",
						site.of("/@" + UriUtils.encodePathSegment(author.handle(), "UTF-8")));
	}

	private static String type(String kind) {
		return "book".equals(kind) ? "Book" : "Movie";
	}

	private static Map<String, Object> count(String action, int n) {
		return Map.of("@type", "InteractionCounter", "interactionType", "https://schema.org/" + action,
				"userInteractionCount", n);
	}

	private static void putUnlessNull(Map<String, Object> data, String name, @Nullable Object value) {
		if (value != null) {
			data.put(name, value);
		}
	}
}
