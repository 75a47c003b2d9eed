package dev.madang.member.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Blocks;
import dev.madang.member.LoginHistory;
import dev.madang.member.PersonalTokens;
import dev.madang.member.SignIns;
import dev.madang.page.Page;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where members see where they are signed in and what programs may do, and whom they block. */
@Controller
@RequestMapping("/settings")
@Allow(value = Role.MEMBER, account = true)
class SignInSettingsPages {

	private final SignIns signIns;

	private final LoginHistory history;

	private final PersonalTokens tokens;

	private final Blocks blocks;

	SignInSettingsPages(SignIns signIns, LoginHistory history, PersonalTokens tokens, Blocks blocks) {
		this.signIns = signIns;
		this.history = history;
		this.tokens = tokens;
		this.blocks = blocks;
	}

	@GetMapping("/sign-ins")
	ModelAndView signIns(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = history.of(page.viewer(), Paging.of(null, cursor, null));
		return page.view("member/signIns", "signIns", signIns.of(page.viewer()), "history", slice.items(), "more",
				slice.nextCursor() == null ? "" : "/settings/sign-ins?cursor=" + slice.nextCursor());
	}

	@PostMapping("/sign-ins/{id}")
	String endSignIn(Page page, @PathVariable long id) {
		signIns.end(page.viewer(), id);
		return "redirect:/settings/sign-ins";
	}

	@GetMapping("/tokens")
	ModelAndView tokens(Page page) {
		return page.view("member/tokens", "tokens", tokens.of(page.viewer()));
	}

	@PostMapping("/tokens")
	ModelAndView createToken(Page page, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "read") List<String> scope, @RequestParam(defaultValue = "90") int days,
			HttpServletResponse response) {
		try {
			var made = tokens.create(page.viewer(), new PersonalTokens.Form(name, scope,
					Instant.now().plus(Duration.ofDays(Math.max(-1, Math.min(days, 100_000))))));
			return page.view("member/tokens", "tokens", tokens.of(page.viewer()), "made", made);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/tokens", "tokens", tokens.of(page.viewer()), "problem", problem);
		}
	}

	@PostMapping("/tokens/{id}")
	String removeToken(Page page, @PathVariable long id) {
		tokens.remove(page.viewer(), id);
		return "redirect:/settings/tokens";
	}

	@GetMapping("/blocks")
	ModelAndView blocks(Page page, @RequestParam(required = false) @Nullable String cursor) {
		var slice = blocks.of(page.viewer(), Paging.of(50, cursor, null));
		return page.view("member/blocks", "blocked", slice.items(), "more",
				slice.nextCursor() == null ? "" : "/settings/blocks?cursor=" + slice.nextCursor());
	}
}
