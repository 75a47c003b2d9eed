package dev.madang.board.web;

import dev.madang.board.MemberLists;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What those write whom one follows. */
@Controller
@Allow(Role.MEMBER)
class FollowedPostPages {

	private final MemberLists lists;

	private final ListViews views;

	FollowedPostPages(MemberLists lists, ListViews views) {
		this.lists = lists;
		this.views = views;
	}

	@GetMapping("/feed")
	ModelAndView feed(Page page, @RequestParam(required = false) @Nullable String cursor) {
		return page.view("board/plain", "list", views.latest("/feed", page.t("feed.title"), page.t("feed.empty"),
				lists.home(page.viewer(), Paging.of(null, cursor, null)), page.viewer(), cursor == null));
	}
}
