package dev.madang.board.web;

import java.util.List;
import java.util.Optional;

import dev.madang.board.Categories;
import dev.madang.board.Post;
import dev.madang.board.PostReading;
import dev.madang.board.Threads;
import dev.madang.catalog.Items;
import dev.madang.media.Media;
import dev.madang.media.StoredPicture;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A post with its thread. */
@Controller
@Allow(Role.ANY)
class PostPages {

	private final PostReading reading;

	private final Threads threads;

	private final Categories categories;

	private final Items items;

	private final Markdown markdown;

	private final Media media;

	private final PostMetadata metadata;

	PostPages(PostReading reading, Threads threads, Categories categories, Items items, Markdown markdown, Media media,
			PostMetadata metadata) {
		this.reading = reading;
		this.threads = threads;
		this.categories = categories;
		this.items = items;
		this.markdown = markdown;
		this.media = media;
		this.metadata = metadata;
	}

	@GetMapping("/p/{id}")
	@CachedForGuests
	ModelAndView post(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String cursor) {
		var post = cursor == null ? reading.view(id, page.viewer()) : reading.get(id, page.viewer());
		var tree = categories.tree();
		var moderates = tree.isModeratedBy(post.categoryId(), page.viewer());
		var part = Paging.of(50, cursor, null);
		var thread = moderates ? threads.withRemoved(id, page.viewer(), part) : threads.of(id, page.viewer(), part);
		var views = thread.items().stream().map(comment -> new CommentView(comment,
				comment.isShown(moderates) ? markdown.toHtml(comment.body()) : "")).toList();
		var item = Optional.ofNullable(post.item()).flatMap(about -> items.find(about.id()));
		return page.view("board/post", "view",
				new PostPage(post, item.orElse(null), text(post), tree.path(post.categoryId()), views,
						thread.nextCursor() == null ? "" : "/p/" + id + "?cursor=" + thread.nextCursor(),
						metadata.of(post), moderates, moderates ? tree.writable(page.viewer()) : List.of(),
						media.shown(gallery(post))));
	}

	/** Its text, in which the post's own pictures have their sizes, so that nothing moves when they come. */
	private String text(Post post) {
		var html = markdown.toHtml(post.body());
		for (var picture : media.shown(post.pictures())) {
			var feed = picture.feed();
			var source = "src=\"" + feed.url() + "\"";
			html = html.replace(source, source + " width=\"" + feed.width() + "\" height=\"" + feed.height() + "\"");
		}
		return html;
	}

	/** Of what is hidden nobody gets the pictures. */
	private static List<StoredPicture> gallery(Post post) {
		return "hidden".equals(post.status())
				? List.of()
				: post.pictures().stream().filter(picture -> !post.body().contains(picture.key())).toList();
	}
}
