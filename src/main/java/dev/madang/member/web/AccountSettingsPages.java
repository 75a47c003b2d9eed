package dev.madang.member.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Emails;
import dev.madang.member.Members;
import dev.madang.member.PasswordChange;
import dev.madang.member.SignInWays;
import dev.madang.member.WaysOfMember;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
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

/** Where members look after the ways by which they sign in. */
@Controller
@RequestMapping("/settings")
@Allow(value = Role.MEMBER, account = true)
class AccountSettingsPages {

	private final Members members;

	private final Emails emails;

	private final PasswordChange passwordChange;

	private final SignInWays ways;

	private final WaysOfMember own;

	private final Limits limits;

	AccountSettingsPages(Members members, Emails emails, PasswordChange passwordChange, SignInWays ways,
			WaysOfMember own, Limits limits) {
		this.members = members;
		this.emails = emails;
		this.passwordChange = passwordChange;
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
				() -> passwordChange.change(page.viewer(), currentPassword, newPassword));
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
		var told = switch (said) {
			case "email-sent" -> page.mailed("account.email-sent");
			case "saved", "password-changed" -> page.t("account." + said);
			default -> "";
		};
		var view = page.view("member/account", "member", members.get(page.viewer().handle()), "emails",
				emails.of(page.viewer()), "passkeys", own.passkeys(page.viewer()), "identities",
				own.identities(page.viewer()), "providers", ways.providers(), "said", told);
		return problem == null ? view : view.addObject("problem", problem);
	}
}
