package dev.madang.board.web;

import dev.madang.board.Categories;
import dev.madang.board.Post;
import dev.madang.media.Media;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Puts a post into the form of the API. */
@Component
public class PostView {

	private final Categories categories;

	private final Markdown markdown;

	private final Media media;

	PostView(Categories categories, Markdown markdown, Media media) {
		this.media = media;
		this.categories = categories;
		this.markdown = markdown;
	}

	public PostJson whole(Post post, Viewer viewer) {
		return json(post, viewer, true);
	}

	public PostJson row(Post post, Viewer viewer) {
		return json(post, viewer, false);
	}

	private PostJson json(Post post, Viewer viewer, boolean whole) {
		var category = categories.tree().find(post.categoryId())
				.map(found -> new PostJson.CategoryName(found.slug(), found.name()))
				.orElseGet(() -> new PostJson.CategoryName("", ""));
		return new PostJson(post.id(), post.title(), whole ? post.body() : null,
				whole ? markdown.toHtml(post.body()) : null, markdown.excerpt(post.body()), post.author(), category,
				post.tags(),
				post.item(), post.rating(), post.status(), post.pinned(), post.locked(), post.version(), post.likeCount(),
				post.commentCount(), post.viewCount(), viewer.isMember() ? post.likedByMe() : null,
				viewer.isMember() ? post.bookmarkedByMe() : null, post.createdAt(), post.updatedAt(),
				media.shown(post.pictures()),
				null);
	}
}
