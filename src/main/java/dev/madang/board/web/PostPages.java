package dev.madang.board.web;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.board.Bookmarks;
import dev.madang.board.Categories;
import dev.madang.board.Comments;
import dev.madang.board.Post;
import dev.madang.board.PostReading;
import dev.madang.board.PostVersions;
import dev.madang.board.Posts;
import dev.madang.board.Threads;
import dev.madang.catalog.Items;
import dev.madang.media.Media;
import dev.madang.media.StoredPicture;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.web.Allow;
import dev.madang.reaction.Likes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** A post with its thread, and what one does to it in place. Every action is a form; with script it changes only itself. */
@Controller
@Allow(Role.MEMBER)
class PostPages {

	private final PostReading reading;

	private final Posts posts;

	private final PostVersions versions;

	private final Threads threads;

	private final Comments comments;

	private final Likes likes;

	private final Categories categories;

	private final Markdown markdown;

	private final Items items;

	private final StructuredData structuredData;

	private final Media media;

	private final Bookmarks bookmarks;

	PostPages(PostReading reading, Posts posts, PostVersions versions, Threads threads, Comments comments, Likes likes,
			Categories categories, Markdown markdown, Items items, StructuredData structuredData, Media media,
			Bookmarks bookmarks) {
		this.bookmarks = bookmarks;
		this.media = media;
		this.structuredData = structuredData;
		this.items = items;
		this.reading = reading;
		this.posts = posts;
		this.versions = versions;
		this.threads = threads;
		this.comments = comments;
		this.likes = likes;
		this.categories = categories;
		this.markdown = markdown;
	}

	@GetMapping("/p/{id}")
	@Allow(Role.ANY)
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
						structuredData.of(post),
						moderates, moderates ? tree.writable(page.viewer()) : List.of(),
						media.shown(
								gallery(post))));
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

	@PostMapping("/p/{id}/comments")
	String comment(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable Long parentId) {
		var comment = comments.add(page.viewer(), id, Forms.lines(body), parentId);
		return comment.removed() ? "redirect:/settings/reports?said=held" : "redirect:/p/" + id + "#c" + comment.id();
	}

	@PostMapping("/p/{id}/like")
	ModelAndView like(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		return liked(page, new Subject("post", id), on, "/p/" + id, "/p/" + id + "/like", request);
	}

	@PostMapping("/comment/{id}/like")
	ModelAndView likeComment(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		var comment = comments.get(id, page.viewer());
		return liked(page, new Subject("comment", id), on, "/p/" + comment.postId() + "#c" + id, "/comment/" + id + "/like",
				request);
	}

	private ModelAndView liked(Page page, Subject subject, boolean on, String back, String address,
			HttpServletRequest request) {
		var state = on ? likes.like(page.viewer(), subject) : likes.unlike(page.viewer(), subject);
		return Forms.isFragment(request)
				? page.view("board/like", "address", address, "count", state.likeCount(), "liked", state.likedByMe(), "words",
						"comment".equals(subject.kind()))
				: new ModelAndView("redirect:" + back);
	}

	@PostMapping("/p/{id}/bookmark")
	ModelAndView bookmark(Page page, @PathVariable long id, @RequestParam boolean on, HttpServletRequest request) {
		if (on) {
			bookmarks.keep(page.viewer(), id);
		}
		else {
			bookmarks.remove(page.viewer(), id);
		}
		return Forms.isFragment(request)
				? page.view("board/bookmark", "id", id, "kept", on)
				: new ModelAndView("redirect:/p/" + id);
	}

	@PostMapping("/p/{id}/delete")
	String delete(Page page, @PathVariable long id) {
		var post = reading.get(id, page.viewer());
		posts.hide(page.viewer(), id, null);
		return categories.tree().isModeratedBy(post.categoryId(), page.viewer())
				? "redirect:/p/" + id
				: "redirect:/c/"
						+ UriUtils.encodePathSegment(categories.tree().find(post.categoryId()).orElseThrow().slug(), "UTF-8");
	}

	@PostMapping("/p/{id}/moderate")
	String moderate(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Boolean pinned,
			@RequestParam(required = false) @Nullable Boolean locked,
			@RequestParam(required = false) @Nullable String category, @RequestParam(defaultValue = "false") boolean restore) {
		if (restore) {
			posts.restore(page.viewer(), id);
		}
		else {
			posts.arrange(page.viewer(), id, category, pinned, locked);
		}
		return "redirect:/p/" + id;
	}

	@GetMapping("/p/{id}/history")
	@Allow(Role.ANY)
	ModelAndView history(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable Integer version,
			@RequestParam(required = false) @Nullable String cursor) {
		var post = reading.get(id, page.viewer());
		var moderates = categories.tree().isModeratedBy(post.categoryId(), page.viewer());
		var slice = versions.list(id, page.viewer(), Paging.of(null, cursor, null));
		var more = slice.nextCursor() == null ? "" : "/p/" + id + "/history?cursor=" + slice.nextCursor();
		if (version == null) {
			return page.view("board/history", "post", post, "moderates", moderates, "versions", slice.items(), "more", more);
		}
		var shown = versions.get(id, version, page.viewer());
		return page.view("board/history", "post", post, "moderates", moderates, "versions", slice.items(), "more", more,
				"shown", shown, "html",
				markdown.toHtml(shown.body()));
	}

	@PostMapping("/p/{id}/history/{version}/purge")
	String purge(Page page, @PathVariable long id, @PathVariable int version) {
		versions.purge(id, version, page.viewer());
		return "redirect:/p/" + id + "/history";
	}
}
