package dev.madang.member.web;

import dev.madang.member.MemberDirectory;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The members, where those in charge look for one. */
@Controller
@Allow(Role.MODERATOR)
class AdminMemberListPages {

	private final MemberDirectory directory;

	AdminMemberListPages(MemberDirectory directory) {
		this.directory = directory;
	}

	@GetMapping("/admin/members")
	ModelAndView list(Page page, @RequestParam(defaultValue = "") String who,
			@RequestParam(required = false) @Nullable Integer number) {
		var paging = Paging.of(50, null, number == null ? 1 : number);
		return page.view("member/adminList", "people", directory.everybody(who, page.viewer(), paging), "who", who);
	}
}
