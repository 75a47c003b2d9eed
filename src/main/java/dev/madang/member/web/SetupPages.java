package dev.madang.member.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.SetupLink;
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

/** Where the link leads that makes the first admin. Opening it does not use it up: mail programs open links by themselves. */
@Controller
@Allow(Role.ANY)
class SetupPages {

	private final SetupLink link;

	private final Accounts accounts;

	private final SignInCookie cookie;

	SetupPages(SetupLink link, Accounts accounts, SignInCookie cookie) {
		this.link = link;
		this.accounts = accounts;
		this.cookie = cookie;
	}

	@GetMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token) {
		if (!link.isOpen(token)) {
			throw Problem.of(404, "link-over");
		}
		return page.view("member/setup", "filled", Filled.of("", "", "", "/", token));
	}

	@PostMapping("/setup")
	ModelAndView setUp(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String handle,
			@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		try {
			var admin = link.setUp(token,
					SignUp.Form.of(handle, name.isBlank() ? handle : name, email, password, page.language()));
			cookie.give(response, accounts.logInForPages(admin, password, cookie.device(request)));
			return new ModelAndView("redirect:/");
		}
		catch (Problem problem) {
			return Filled.again(page, "member/setup", Filled.of(handle, name, email, "/", token), problem, response);
		}
	}
}
