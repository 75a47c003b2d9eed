package dev.madang.member.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.madang.member.Blocks;
import dev.madang.member.Departure;
import dev.madang.member.Emails;
import dev.madang.member.LoginHistory;
import dev.madang.member.Members;
import dev.madang.member.PersonalTokens;
import dev.madang.member.Recovery;
import dev.madang.member.SignInCookie;
import dev.madang.member.SignInWays;
import dev.madang.member.SignIns;
import dev.madang.member.WaysOfMember;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where members look after their account: how they sign in, where they are signed in, what programs may do, leaving. */
@Controller
@RequestMapping("/settings")
@Allow(value = Role.MEMBER, account = true)
class AccountSettingsPages {

	private final Members members;

	private final Emails emails;

	private final Recovery recovery;

	private final SignIns signIns;

	private final LoginHistory history;

	private final PersonalTokens tokens;

	private final Blocks blocks;

	private final Departure departure;

	private final SignInCookie cookie;

	private final SignInWays ways;

	private final WaysOfMember own;

	private final Limits limits;

	AccountSettingsPages(Members members, Emails emails, Recovery recovery, SignIns signIns, LoginHistory history,
			PersonalTokens tokens, Blocks blocks, Departure departure, SignInCookie cookie, SignInWays ways,
			WaysOfMember own, Limits limits) {
		this.members = members;
		this.emails = emails;
		this.recovery = recovery;
		this.signIns = signIns;
		this.history = history;
		this.tokens = tokens;
		this.blocks = blocks;
		this.departure = departure;
		this.cookie = cookie;
		this.ways = ways;
		this.own = own;
		this.limits = limits;
	}

	@GetMapping("/account")
	ModelAndView account(Page page, @RequestParam(defaultValue = "") String said) {
		return view(page, said, null);
	}

	@PostMapping("/emails")
	ModelAndView addEmail(Page page, @RequestParam(defaultValue = "") String email, HttpServletResponse response) {
		return done(page, response, "email-sent", () -> emails.add(page.viewer(), email));
	}

	@PostMapping("/emails/resend")
	ModelAndView resend(Page page, HttpServletResponse response) {
		return done(page, response, "email-sent", () -> {
			limits.take("resend", String.valueOf(page.viewer().id()), 5, Duration.ofHours(1));
			emails.resend(page.viewer());
		});
	}

	@PostMapping("/emails/{id}")
	ModelAndView email(Page page, @PathVariable long id, @RequestParam String act, HttpServletResponse response) {
		return done(page, response, "saved", () -> {
			if ("primary".equals(act)) {
				emails.makePrimary(page.viewer(), id);
			}
			else {
				emails.remove(page.viewer(), id);
			}
		});
	}

	@PostMapping("/password")
	ModelAndView password(Page page, @RequestParam(required = false) @Nullable String currentPassword,
			@RequestParam(defaultValue = "") String newPassword, HttpServletResponse response) {
		return done(page, response, "password-changed",
				() -> recovery.change(page.viewer(), currentPassword, newPassword));
	}

	@PostMapping("/passkeys/{id}")
	ModelAndView passkey(Page page, @PathVariable long id, @RequestParam(defaultValue = "") String name,
			@RequestParam String act, HttpServletResponse response) {
		return done(page, response, "saved", () -> {
			if ("rename".equals(act)) {
				own.rename(page.viewer(), id, name);
			}
			else {
				own.removePasskey(page.viewer(), id);
			}
		});
	}

	@PostMapping("/identities/{id}")
	ModelAndView unlink(Page page, @PathVariable long id, HttpServletResponse response) {
		return done(page, response, "saved", () -> own.removeIdentity(page.viewer(), id));
	}

	/** Does something, and shows the page again with what came of it. */
	private ModelAndView done(Page page, HttpServletResponse response, String said, Runnable work) {
		try {
			work.run();
			return new ModelAndView("redirect:/settings/account?said=" + said);
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return view(page, "", problem);
		}
	}

	private ModelAndView view(Page page, String said, @Nullable Problem problem) {
		var view = page.view("member/account", "member", members.get(page.viewer().handle()), "emails",
				emails.of(page.viewer()), "passkeys", own.passkeys(page.viewer()), "identities",
				own.identities(page.viewer()), "providers", ways.providers(), "said",
				List.of("email-sent", "saved", "password-changed").contains(said) ? page.t("account." + said) : "");
		return problem == null ? view : view.addObject("problem", problem);
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
			return page.view("member/said", "title", page.t("leave.done-title"), "text", page.t("leave.done"));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/leave", "member", members.get(page.viewer().handle()), "problem", problem);
		}
	}

	@GetMapping("/export")
	void export(Page page, HttpServletResponse response) throws java.io.IOException {
		ExportFile.send(departure.export(page.viewer()), response);
	}
}
