package dev.madang.member.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.SignInCookie;
import dev.madang.member.SignInWays;
import dev.madang.member.SignUp;
import dev.madang.member.SignUpMode;
import dev.madang.page.Back;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages for joining, signing in and out. */
@Controller
@Allow(Role.ANY)
class AccountPages {

	private final SignUp signUp;

	private final SignUpMode mode;

	private final Accounts accounts;

	private final SignInCookie cookie;

	private final SignInWays ways;

	private final Limits limits;

	AccountPages(SignUp signUp, SignUpMode mode, Accounts accounts, SignInCookie cookie, SignInWays ways, Limits limits) {
		this.signUp = signUp;
		this.mode = mode;
		this.accounts = accounts;
		this.cookie = cookie;
		this.ways = ways;
		this.limits = limits;
	}

	@GetMapping("/login")
	ModelAndView logIn(Page page, @RequestParam(defaultValue = "/") String back) {
		return page.viewer().isMember()
				? new ModelAndView("redirect:" + Back.within(back))
				: page.view("member/login", "filled", Filled.of("", "", "", Back.within(back), ""), "providers",
						ways.providers());
	}

	@PostMapping("/login")
	ModelAndView logIn(Page page, @RequestParam(defaultValue = "") String login,
			@RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "/") String back,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			cookie.give(response, accounts.logInForPages(login, password, cookie.device(request)));
			return new ModelAndView("redirect:" + Back.within(back));
		}
		catch (Problem problem) {
			return Filled.again(page, "member/login", Filled.of(login, "", "", Back.within(back), ""), problem, response)
					.addObject("providers", ways.providers());
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
	ModelAndView signUp(Page page, @RequestParam(defaultValue = "/") String back,
			@RequestParam(defaultValue = "") String invite) {
		return page.viewer().isMember()
				? new ModelAndView("redirect:" + Back.within(back))
				: page.view("member/signup", "filled", Filled.of("", "", "", Back.within(back), invite), "mode", mode,
						"providers",
						ways.providers());
	}

	@PostMapping("/signup")
	ModelAndView signUp(Page page, @RequestParam(defaultValue = "") String handle, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String password,
			@RequestParam(required = false) @Nullable Integer age, @RequestParam(defaultValue = "") String invite,
			@RequestParam(defaultValue = "") String message, @RequestParam(defaultValue = "false") boolean agreed,
			@RequestParam(defaultValue = "/") String back, HttpServletRequest request, HttpServletResponse response) {
		var filled = new Filled(handle, name, email, Back.within(back), invite, age == null ? "" : String.valueOf(age),
				message);
		try {
			limits.takeFrom(request.getRemoteAddr(), "sign-up", 100, Duration.ofHours(1));
			if (!agreed) {
				throw Problem.invalid("agreed", "agreement-needed");
			}
			if (mode.askAge() && age == null) {
				throw Problem.invalid("age", "missing");
			}
			var joined = signUp.signUp(new SignUp.Form(handle, name.isBlank() ? handle : name, email, password, age, null,
					page.language(), invite, message));
			if (joined.isEmpty()) {
				return page.view("member/said", "title", page.t("signup.waits-title"), "text",
						page.mailed(mode.confirmFirst() ? "signup.waits-mail" : "signup.waits-admin"));
			}
			cookie.give(response, accounts.logInForPages(joined.get(), password, cookie.device(request)));
			return new ModelAndView("redirect:" + (filled.back().equals("/") ? "/welcome" : filled.back()));
		}
		catch (Problem problem) {
			return Filled.again(page, "member/signup", filled, problem, response).addObject("mode", mode)
					.addObject("agreed", agreed)
					.addObject("providers", ways.providers());
		}
	}
}
