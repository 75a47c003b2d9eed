package dev.madang.board.web;

import dev.madang.board.Categories;
import dev.madang.board.PostReading;
import dev.madang.board.PostVersions;
import dev.madang.page.Page;
import dev.madang.platform.Markdown;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a post said before. */
@Controller
@Allow(Role.MEMBER)
class PostVersionPages {

	private final PostVersions versions;

	private final PostReading reading;

	private final Categories categories;

	private final Markdown markdown;

	PostVersionPages(PostVersions versions, PostReading reading, Categories categories, Markdown markdown) {
		this.versions = versions;
		this.reading = reading;
		this.categories = categories;
		this.markdown = markdown;
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
				"shown", shown, "html", markdown.toHtml(shown.body()));
	}

	@PostMapping("/p/{id}/history/{version}/purge")
	String purge(Page page, @PathVariable long id, @PathVariable int version) {
		versions.purge(id, version, page.viewer());
		return "redirect:/p/" + id + "/history";
	}
}
