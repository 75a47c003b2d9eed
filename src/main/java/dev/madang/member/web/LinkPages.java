package dev.madang.member.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.Confirmations;
import dev.madang.member.KnownDevices;
import dev.madang.member.OneTimeLinks;
import dev.madang.member.Recovery;
import dev.madang.member.SignInCookie;
import dev.madang.member.SignUp;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where links that work once lead. Opening one uses nothing up: mail programs open links by themselves. */
@Controller
@Allow(Role.ANY)
class LinkPages {

	private final OneTimeLinks links;

	private final Confirmations confirmations;

	private final Recovery recovery;

	private final Accounts accounts;

	private final SignInCookie cookie;

	private final KnownDevices devices;

	LinkPages(OneTimeLinks links, Confirmations confirmations, Recovery recovery, Accounts accounts, SignInCookie cookie,
			KnownDevices devices) {
		this.devices = devices;
		this.links = links;
		this.confirmations = confirmations;
		this.recovery = recovery;
		this.accounts = accounts;
		this.cookie = cookie;
	}

	@GetMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token) {
		if (!links.isSetup(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("member/setup", "filled", Filled.of("", "", "", "/", token));
	}

	@PostMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String handle,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		try {
			var admin = links.setUp(token,
					SignUp.Form.of(handle, name.isBlank() ? handle : name, email, password, page.language()));
			cookie.give(response, accounts.logInForPages(admin, password, cookie.device(request)));
			return new ModelAndView("redirect:/");
		}
		catch (Problem problem) {
			return Filled.again(page, "member/setup", Filled.of(handle, name, email, "/", token), problem, response);
		}
	}

	@GetMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token) {
		var handle = links.claimed(token).orElseThrow(() -> Problem.of(404, "link-over"));
		return page.view("member/claim", "filled", Filled.of(handle, "", "", "/", token));
	}

	@PostMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		var handle = links.claimed(token).orElseThrow(() -> Problem.of(404, "link-over"));
		try {
			var claimed = links.claim(token, email, password);
			cookie.give(response, accounts.logInForPages(email, password, cookie.device(request)));
			return new ModelAndView("redirect:/@" + URLEncoder.encode(claimed, StandardCharsets.UTF_8));
		}
		catch (Problem problem) {
			return Filled.again(page, "member/claim", Filled.of(handle, "", email, "/", token), problem, response);
		}
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

	@GetMapping("/reset-request")
	ModelAndView askForReset(Page page) {
		return page.view("member/resetRequest");
	}

	@PostMapping("/reset-request")
	ModelAndView askedForReset(Page page, @RequestParam(defaultValue = "") String email, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			recovery.ask(email, request.getRemoteAddr());
			return page.view("member/said", "title", page.mailed("reset.asked-title"), "text", page.mailed("reset.asked"));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/resetRequest", "email", email, "problem", problem);
		}
	}

	@GetMapping("/reset")
	ModelAndView reset(Page page, @RequestParam(defaultValue = "") String token) {
		if (!recovery.isOpen(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("member/reset", "token", token);
	}

	@PostMapping("/reset")
	ModelAndView doReset(Page page, @RequestParam(defaultValue = "") String token,
			@RequestParam(defaultValue = "") String newPassword, HttpServletRequest request, HttpServletResponse response) {
		try {
			devices.give(response, recovery.reset(token, newPassword, cookie.device(request)));
			return said(page, "reset.done").addObject("link", "/login").addObject("go", page.t("nav.login"));
		}
		catch (Problem problem) {
			if (problem.status() == 404) {
				throw problem;
			}
			response.setStatus(problem.status());
			return page.view("member/reset", "token", token, "problem", problem);
		}
	}

	private static ModelAndView said(Page page, String key) {
		return page.view("member/said", "title", page.t(key + "-title"), "text", page.t(key));
	}
}
