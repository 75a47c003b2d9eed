package dev.madang.member.web;

import dev.madang.member.Confirmations;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the links lead that confirm an address. Opening one does not use it up: mail programs open links by themselves. */
@Controller
@Allow(Role.ANY)
class ConfirmPages {

	private final Confirmations confirmations;

	ConfirmPages(Confirmations confirmations) {
		this.confirmations = confirmations;
	}

	@GetMapping("/confirm")
	ModelAndView confirm(Page page, @RequestParam(defaultValue = "") String token) {
		return page.view("member/confirm", "token", token, "handle",
				confirmations.handle(token).orElseThrow(() -> Problem.of(404, "link-over")));
	}

	@PostMapping("/confirm")
	ModelAndView confirmed(Page page, @RequestParam(defaultValue = "") String token) {
		return switch (confirmations.confirm(token)) {
			case CONFIRMED -> said(page, "confirm.done");
			case JOINED -> said(page, "confirm.joined").addObject("link", "/login").addObject("go", page.t("nav.login"));
			case WAITS ->
				page.view("member/said", "title", page.t("signup.waits-title"), "text", page.mailed("signup.waits-admin"));
		};
	}

	private static ModelAndView said(Page page, String key) {
		return page.view("member/said", "title", page.t(key + "-title"), "text", page.t(key));
	}
}
