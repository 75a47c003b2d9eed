package dev.madang.board.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.madang.board.Categories;
import dev.madang.board.Comment;
import dev.madang.board.Post;
import dev.madang.board.PostReading;
import dev.madang.board.ReadMarks;
import dev.madang.board.ThreadPlaces;
import dev.madang.board.Threads;
import dev.madang.catalog.Items;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import dev.madang.platform.web.Prefetch;
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

	private final PostTexts texts;

	private final ReadMarks marks;

	private final ThreadPlaces places;

	PostPages(PostReading reading, Threads threads, Categories categories, Items items, PostTexts texts, ReadMarks marks,
			ThreadPlaces places) {
		this.places = places;
		this.reading = reading;
		this.threads = threads;
		this.categories = categories;
		this.items = items;
		this.texts = texts;
		this.marks = marks;
	}

	/**
	 * @param since when its reader was here before, in milliseconds; without it, as it is remembered
	 */
	@GetMapping("/p/{id}")
	@CachedForGuests
	ModelAndView post(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(defaultValue = "0") long since) {
		var post = cursor == null ? reading.view(id, page.viewer()) : reading.get(id, page.viewer());
		var tree = categories.tree();
		var moderates = tree.isModeratedBy(post.categoryId(), page.viewer());
		var part = Paging.of(ThreadPlaces.PART, cursor, null);
		var thread = moderates ? threads.withRemoved(id, page.viewer(), part) : threads.of(id, page.viewer(), part);
		var before = before(page, post, since);
		var comments = thread.items().stream().map(comment -> new CommentView(comment, texts.of(comment, moderates),
				before != null && comment.isShown(moderates) && isNew(comment, before.at(), page.viewer()), List.of()))
				.toList();
		if (!Prefetch.isCurrent() && post.state().isListed()) {
			marks.read(page.viewer(), id, post.commentCount());
		}
		var item = Optional.ofNullable(post.item()).flatMap(about -> items.find(about.id()));
		return page.view("board/post", "view",
				new PostPage(post, item.orElse(null), texts.of(post), tree.path(post.categoryId()),
						CommentView.branches(comments),
						thread.nextCursor() == null ? "" : "/p/" + id + "?cursor=" + thread.nextCursor() + since(before),
						texts.metadata(post), moderates, moderates ? tree.writable(page.viewer()) : List.of(),
						texts.gallery(post),
						cursor == null ? CommentView.participants(comments) : List.of(), unread(post, comments, before)));
	}

	/** Leads to the first comment that its reader has not seen. */
	@GetMapping("/p/{id}/unread")
	String unread(Page page, @PathVariable long id, @RequestParam(defaultValue = "0") long since) {
		var post = reading.get(id, page.viewer());
		var before = before(page, post, since);
		var first = before == null ? Optional.<String>empty() : places.firstSince(id, page.viewer(), before.at());
		return "redirect:" + first.map(address -> before == null ? address : withSince(address, before))
				.orElse("/p/" + id + "#talk");
	}

	private ReadMarks.@Nullable Mark before(Page page, Post post, long since) {
		return since > 0
				? new ReadMarks.Mark(Instant.ofEpochMilli(Math.min(since, System.currentTimeMillis())), post.commentCount())
				: marks.of(page.viewer(), List.of(post.id())).get(post.id());
	}

	private static String withSince(String address, ReadMarks.Mark before) {
		var since = since(before);
		return address.replace("#", (address.contains("?") ? since : "?" + since.substring(1)) + "#");
	}

	private static String since(ReadMarks.@Nullable Mark before) {
		return before == null ? "" : "&since=" + before.at().toEpochMilli();
	}

	private static boolean isNew(Comment comment, Instant before, Viewer viewer) {
		return comment.createdAt().isAfter(before) && !viewer.is(comment.authorId());
	}

	private static PostPage.Unread unread(Post post, List<CommentView> comments, ReadMarks.@Nullable Mark before) {
		var count = before == null ? 0 : before.unreadOf(post.commentCount());
		if (before == null || count == 0) {
			return PostPage.Unread.NOTHING;
		}
		return new PostPage.Unread(count, comments.stream().filter(CommentView::unread).findFirst()
				.map(first -> "#c" + first.comment().id())
				.orElseGet(() -> post.commentCount() > ThreadPlaces.PART
						? "/p/" + post.id() + "/unread?since=" + before.at().toEpochMilli()
						: ""));
	}
}
