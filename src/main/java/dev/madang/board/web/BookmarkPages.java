package dev.madang.board.web;

import jakarta.servlet.http.HttpServletRequest;

import dev.madang.board.Bookmarks;
import dev.madang.board.OwnPosts;
import dev.madang.page.Page;
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

/** What a member keeps. Nobody else sees it. */
@Controller
@Allow(Role.MEMBER)
class BookmarkPages {

	private final Bookmarks bookmarks;

	private final OwnPosts ownPosts;

	private final ListViews views;

	BookmarkPages(Bookmarks bookmarks, OwnPosts ownPosts, ListViews views) {
		this.bookmarks = bookmarks;
		this.ownPosts = ownPosts;
		this.views = views;
	}

	@GetMapping("/bookmarks")
	ModelAndView bookmarks(Page page, @RequestParam(required = false) @Nullable String cursor) {
		return page.view("board/plain", "list", views.plain("/bookmarks", page.t("bookmarks.title"), page.t("bookmarks.empty"),
				ownPosts.bookmarks(page.viewer(), Paging.of(null, cursor, null)), page.viewer()));
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
}
