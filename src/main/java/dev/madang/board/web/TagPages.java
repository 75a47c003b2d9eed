package dev.madang.board.web;

import java.nio.charset.StandardCharsets;

import dev.madang.page.Page;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import dev.madang.tagging.TagFollows;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Following a tag from the list of its posts. */
@Controller
@Allow(Role.MEMBER)
class TagPages {

	private final TagFollows follows;

	TagPages(TagFollows follows) {
		this.follows = follows;
	}

	@PostMapping("/tags/follow")
	String follow(Page page, @RequestParam String tag, @RequestParam boolean on) {
		if (on) {
			follows.follow(page.viewer(), tag);
		}
		else {
			follows.unfollow(page.viewer(), tag);
		}
		return "redirect:/?tag=" + UriUtils.encode(tag, StandardCharsets.UTF_8);
	}
}
