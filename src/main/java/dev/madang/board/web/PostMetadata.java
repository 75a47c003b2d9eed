package dev.madang.board.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.board.Post;
import dev.madang.catalog.Item;
import dev.madang.media.Media;
import dev.madang.member.Author;
import dev.madang.page.Metadata;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Markdown;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What a post says of itself to search engines, in the words of schema.org. */
@Component
class PostMetadata {

	private final SiteUrl site;

	private final Markdown markdown;

	private final Media media;

	PostMetadata(SiteUrl site, Markdown markdown, Media media) {
		this.site = site;
		this.markdown = markdown;
		this.media = media;
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
			data.put("itemReviewed", Map.of("@type", Item.schemaType(post.item().kind()), "name", post.item().title(), "url",
					site.of("/items/" + post.item().id())));
			data.put("reviewRating", Map.of("@type", "Rating", "ratingValue", post.rating(), "bestRating", Item.BEST_RATING,
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

	private Map<String, Object> person(Author author) {
		return Author.isWithdrawn(author.handle())
				? Map.of("@type", "Person", "name", "-")
				: Map.of("@type", "Person", "name", author.name(), "url",
						site.of("/@" + UriUtils.encodePathSegment(author.handle(), "UTF-8")));
	}

	private static Map<String, Object> count(String action, int n) {
		return Map.of("@type", "InteractionCounter", "interactionType", "https://schema.org/" + action,
				"userInteractionCount", n);
	}
}
