package dev.madang.member.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.NameClaim;
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

/** Where the link leads with which a member claims the name of an imported one. Opening it does not use it up. */
@Controller
@Allow(Role.ANY)
class ClaimPages {

	private final NameClaim nameClaim;

	private final Accounts accounts;

	private final SignInCookie cookie;

	ClaimPages(NameClaim nameClaim, Accounts accounts, SignInCookie cookie) {
		this.nameClaim = nameClaim;
		this.accounts = accounts;
		this.cookie = cookie;
	}

	@GetMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token) {
		var handle = nameClaim.handle(token).orElseThrow(() -> Problem.of(404, "link-over"));
		return page.view("member/claim", "filled", Filled.of(handle, "", "", "/", token));
	}

	@PostMapping("/claim")
	ModelAndView claim(Page page, @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String email,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response) {
		var handle = nameClaim.handle(token).orElseThrow(() -> Problem.of(404, "link-over"));
		try {
			var claimed = nameClaim.claim(token, email, password);
			cookie.give(response, accounts.logInForPages(email, password, cookie.device(request)));
			return new ModelAndView("redirect:/@" + URLEncoder.encode(claimed, StandardCharsets.UTF_8));
		}
		catch (Problem problem) {
			return Filled.again(page, "member/claim", Filled.of(handle, "", email, "/", token), problem, response);
		}
	}
}
