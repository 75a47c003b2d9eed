package dev.madang.follow.web;

import dev.madang.follow.Follows;
import dev.madang.member.Members;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.platform.web.CachedForGuests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Following somebody from their page, and the lists of who does. */
@Controller
@Allow(Role.MEMBER)
class FollowPages {

	private final Follows follows;

	private final Members members;

	FollowPages(Follows follows, Members members) {
		this.follows = follows;
		this.members = members;
	}

	@PostMapping("/@{handle}/follow")
	String follow(Page page, @PathVariable String handle, @RequestParam boolean on) {
		if (on) {
			follows.follow(page.viewer(), handle);
		}
		else {
			follows.unfollow(page.viewer(), handle);
		}
		return "redirect:" + address(handle);
	}

	@PostMapping("/followers/{handle}/remove")
	String remove(Page page, @PathVariable String handle) {
		follows.removeFollower(page.viewer(), handle);
		return "redirect:" + address(page.viewer().handle()) + "/followers";
	}

	@GetMapping("/@{handle}/followers")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView followers(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var slice = follows.followers(page.viewer(), handle, Paging.of(50, cursor, null));
		return page.view("follow/list", "member", members.get(handle), "people", slice.items(), "title",
				page.t("follow.followers"), "removable", handle.equals(page.viewer().handle()), "more",
				slice.nextCursor() == null ? "" : address(handle) + "/followers?cursor=" + slice.nextCursor());
	}

	@GetMapping("/@{handle}/following")
	@CachedForGuests
	@Allow(Role.ANY)
	ModelAndView following(Page page, @PathVariable String handle, @RequestParam(required = false) @Nullable String cursor) {
		var slice = follows.following(page.viewer(), handle, Paging.of(50, cursor, null));
		return page.view("follow/list", "member", members.get(handle), "people", slice.items(), "title",
				page.t("follow.following"), "removable", false, "more",
				slice.nextCursor() == null ? "" : address(handle) + "/following?cursor=" + slice.nextCursor());
	}

	private static String address(String handle) {
		return "/@" + UriUtils.encodePathSegment(handle, "UTF-8");
	}
}
