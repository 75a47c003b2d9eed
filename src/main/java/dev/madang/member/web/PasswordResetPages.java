package dev.madang.member.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.KnownDevices;
import dev.madang.member.PasswordReset;
import dev.madang.member.PasswordResetRequests;
import dev.madang.member.SignInCookie;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A forgotten password: asking for a link, and where it leads. */
@Controller
@Allow(Role.ANY)
class PasswordResetPages {

	private final PasswordResetRequests requests;

	private final PasswordReset reset;

	private final SignInCookie cookie;

	private final KnownDevices devices;

	PasswordResetPages(PasswordResetRequests requests, PasswordReset reset, SignInCookie cookie, KnownDevices devices) {
		this.requests = requests;
		this.reset = reset;
		this.cookie = cookie;
		this.devices = devices;
	}

	@GetMapping("/reset-request")
	ModelAndView askForReset(Page page) {
		return page.view("member/resetRequest");
	}

	@PostMapping("/reset-request")
	ModelAndView askedForReset(Page page, @RequestParam(defaultValue = "") String email, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			requests.ask(email, request.getRemoteAddr());
			return page.view("member/said", "title", page.mailed("reset.asked-title"), "text", page.mailed("reset.asked"));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/resetRequest", "email", email, "problem", problem);
		}
	}

	@GetMapping("/reset")
	ModelAndView reset(Page page, @RequestParam(defaultValue = "") String token) {
		if (!reset.isOpen(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("member/reset", "token", token);
	}

	@PostMapping("/reset")
	ModelAndView doReset(Page page, @RequestParam(defaultValue = "") String token,
			@RequestParam(defaultValue = "") String newPassword, HttpServletRequest request, HttpServletResponse response) {
		try {
			devices.give(response, reset.reset(token, newPassword, cookie.device(request)));
			return page.view("member/said", "title", page.t("reset.done-title"), "text", page.t("reset.done"))
					.addObject("link", "/login").addObject("go", page.t("nav.login"));
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return page.view("member/reset", "token", token, "problem", problem);
		}
	}
}
