package dev.madang.member.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.Device;
import dev.madang.member.OneTimeLinks;
import dev.madang.member.SignInCookie;
import dev.madang.member.SignUp;
import dev.madang.page.Back;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages for joining, signing in and out, and the links that work once. */
@Controller
@Allow(Role.ANY)
class AccountPages {

	private final SignUp signUp;

	private final Accounts accounts;

	private final OneTimeLinks links;

	private final SignInCookie cookie;

	private final Limits limits;

	AccountPages(SignUp signUp, Accounts accounts, OneTimeLinks links, SignInCookie cookie, Limits limits) {
		this.signUp = signUp;
		this.accounts = accounts;
		this.links = links;
		this.cookie = cookie;
		this.limits = limits;
	}

	@GetMapping("/login")
	ModelAndView logIn(Page page, @RequestParam(defaultValue = "/") String back) {
		return page.viewer().isMember()
				? new ModelAndView("redirect:" + Back.within(back))
				: page.view("member/login", "filled", new Filled("", "", "", back, ""));
	}

	@PostMapping("/login")
	ModelAndView logIn(Page page, @RequestParam(defaultValue = "") String login,
			@RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "/") String back,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			cookie.give(response, accounts.logInForPages(login, password, Device.of(request)));
			return new ModelAndView("redirect:" + Back.within(back));
		}
		catch (Problem problem) {
			return again(page, "member/login", new Filled(login, "", "", back, ""), problem, response);
		}
	}

	@PostMapping("/logout")
	String logOut(Page page, HttpServletResponse response) {
		if (page.viewer().isMember()) {
			accounts.logOut(page.viewer().signInId());
		}
		cookie.take(response);
		return "redirect:/";
	}

	@GetMapping("/signup")
	ModelAndView signUp(Page page, @RequestParam(defaultValue = "/") String back) {
		return page.viewer().isMember()
				? new ModelAndView("redirect:/")
				: page.view("member/signup", "filled", new Filled("", "", "", back, ""));
	}

	@PostMapping("/signup")
	ModelAndView signUp(Page page, @RequestParam(defaultValue = "") String handle, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String password,
			@RequestParam(defaultValue = "/") String back, HttpServletRequest request, HttpServletResponse response) {
		try {
			limits.take("sign-up", request.getRemoteAddr(), 100, Duration.ofHours(1));
			var joined = signUp.signUp(new SignUp.Form(handle, name.isBlank() ? handle : name, email, password, null, null,
					page.language()));
			cookie.give(response, accounts.logInForPages(joined, password, Device.of(request)));
			return new ModelAndView("redirect:" + Back.within(back));
		}
		catch (Problem problem) {
			return again(page, "member/signup", new Filled(handle, name, email, back, ""), problem, response);
		}
	}

	@GetMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token) {
		if (!links.isSetup(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("member/setup", "filled", new Filled("", "", "", "/", token));
	}

	@PostMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String handle,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		try {
			var admin = links.setUp(token, new SignUp.Form(handle, name.isBlank() ? handle : name, email, password, null, null,
					page.language()));
			cookie.give(response, accounts.logInForPages(admin, password, Device.of(request)));
			return new ModelAndView("redirect:/");
		}
		catch (Problem problem) {
			return again(page, "member/setup", new Filled(handle, name, email, "/", token), problem, response);
		}
	}

	@GetMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token) {
		var handle = links.claimed(token).orElseThrow(() -> Problem.of(404, "link-over"));
		return page.view("member/claim", "filled", new Filled(handle, "", "", "/", token));
	}

	@PostMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		var handle = links.claimed(token).orElseThrow(() -> Problem.of(404, "link-over"));
		try {
			var claimed = links.claim(token, email, password);
			cookie.give(response, accounts.logInForPages(email, password, Device.of(request)));
			return new ModelAndView("redirect:/@" + URLEncoder.encode(claimed, StandardCharsets.UTF_8));
		}
		catch (Problem problem) {
			return again(page, "member/claim", new Filled(handle, "", email, "/", token), problem, response);
		}
	}

	private static ModelAndView again(Page page, String template, Filled filled, Problem problem,
			HttpServletResponse response) {
		response.setStatus(problem.status() == 401 ? 422 : problem.status());
		return page.view(template, "filled", filled, "problem", problem);
	}
}
