package dev.madang.board.web;

import java.util.List;
import java.util.Optional;

import dev.madang.board.Categories;
import dev.madang.board.PostReading;
import dev.madang.board.ReadMarks;
import dev.madang.board.Threads;
import dev.madang.catalog.Items;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
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

	private final PostMetadata metadata;

	private final ReadMarks marks;

	PostPages(PostReading reading, Threads threads, Categories categories, Items items, PostTexts texts, PostMetadata metadata,
			ReadMarks marks) {
		this.reading = reading;
		this.threads = threads;
		this.categories = categories;
		this.items = items;
		this.texts = texts;
		this.metadata = metadata;
		this.marks = marks;
	}

	/** @param purpose where a browser fetches what nobody may look at, that it does; then nothing is read */
	@GetMapping("/p/{id}")
	@CachedForGuests
	ModelAndView post(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String cursor,
			@RequestHeader(name = "Sec-Purpose", defaultValue = "") String purpose) {
		var isPrefetch = purpose.startsWith("prefetch");
		var post = cursor == null && !isPrefetch ? reading.view(id, page.viewer()) : reading.get(id, page.viewer());
		var tree = categories.tree();
		var moderates = tree.isModeratedBy(post.categoryId(), page.viewer());
		var part = Paging.of(50, cursor, null);
		var thread = moderates ? threads.withRemoved(id, page.viewer(), part) : threads.of(id, page.viewer(), part);
		var views = thread.items().stream().map(comment -> new CommentView(comment, texts.of(comment, moderates))).toList();
		if (!isPrefetch && post.state().isListed()) {
			marks.read(page.viewer(), id, post.commentCount());
		}
		var item = Optional.ofNullable(post.item()).flatMap(about -> items.find(about.id()));
		return page.view("board/post", "view",
				new PostPage(post, item.orElse(null), texts.of(post), tree.path(post.categoryId()), views,
						thread.nextCursor() == null ? "" : "/p/" + id + "?cursor=" + thread.nextCursor(),
						metadata.of(post), moderates, moderates ? tree.writable(page.viewer()) : List.of(),
						texts.gallery(post)));
	}
}
