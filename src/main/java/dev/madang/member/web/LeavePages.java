package dev.madang.member.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Departure;
import dev.madang.member.MemberExport;
import dev.madang.member.Members;
import dev.madang.member.SignInCookie;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Taking everything along, and leaving. */
@Controller
@RequestMapping("/settings")
@Allow(value = Role.MEMBER, account = true)
class LeavePages {

	private final Members members;

	private final Departure departure;

	private final MemberExport exports;

	private final SignInCookie cookie;

	LeavePages(Members members, Departure departure, MemberExport exports, SignInCookie cookie) {
		this.members = members;
		this.departure = departure;
		this.exports = exports;
		this.cookie = cookie;
	}

	@GetMapping("/leave")
	ModelAndView leave(Page page) {
		return page.view("member/leave", "member", members.get(page.viewer().handle()));
	}

	/** Asks once more: by the handle, typed, and by the password or a fresh sign-in. */
	@PostMapping("/leave")
	ModelAndView left(Page page, @RequestParam(defaultValue = "") String handle,
			@RequestParam(defaultValue = "") String password, HttpServletResponse response) {
		try {
			if (!page.viewer().handle().equals(handle.strip())) {
				throw Problem.invalid("handle", "not-your-handle");
			}
			departure.leave(page.viewer(), password);
			cookie.take(response);
			return page.view("member/said", "title", page.t("deletion.done-title"), "text", page.t("deletion.done"));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/leave", "member", members.get(page.viewer().handle()), "problem", problem);
		}
	}

	@GetMapping("/export")
	void export(Page page, HttpServletResponse response) throws IOException {
		ExportFile.send(exports.make(page.viewer()), response);
	}
}
