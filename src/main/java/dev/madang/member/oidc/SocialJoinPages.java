package dev.madang.member.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.Ceremonies;
import dev.madang.member.Identities;
import dev.madang.member.SignInCookie;
import dev.madang.member.SignUpMode;
import dev.madang.page.Back;
import dev.madang.page.Page;
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

/** Becoming a member with what a provider says of somebody. */
@Controller
@RequestMapping("/login/with/{provider}/join")
@Allow(Role.ANY)
class SocialJoinPages {

	private final Identities identities;

	private final Accounts accounts;

	private final Ceremonies ceremonies;

	private final SignInCookie cookie;

	private final SignUpMode mode;

	SocialJoinPages(Identities identities, Accounts accounts, Ceremonies ceremonies, SignInCookie cookie, SignUpMode mode) {
		this.identities = identities;
		this.accounts = accounts;
		this.ceremonies = ceremonies;
		this.cookie = cookie;
		this.mode = mode;
	}

	@GetMapping
	ModelAndView join(Page page, @PathVariable String provider, HttpServletRequest request) {
		var claims = joining(request).claims();
		return page.view("member/join", "provider", provider, "handle", identities.suggest(claims), "name",
				claims.name() == null ? "" : claims.name(), "mode", mode);
	}

	@PostMapping
	ModelAndView joined(Page page, @PathVariable String provider, @RequestParam(defaultValue = "") String handle,
			@RequestParam(defaultValue = "") String name, @RequestParam(required = false) @Nullable Integer age,
			@RequestParam(defaultValue = "false") boolean agreed, HttpServletRequest request, HttpServletResponse response) {
		var joining = joining(request);
		try {
			if (!agreed) {
				throw Problem.invalid("agreed", "agreement-needed");
			}
			var member = identities.join(joining.claims(), handle, name, age, page.language());
			ceremonies.take(SocialJoining.CEREMONY, SocialJoining.class, request, response);
			cookie.give(response, accounts.enterForPages(member, cookie.device(request), provider));
			return new ModelAndView("redirect:" + Back.within(joining.back()));
		}
		catch (Problem problem) {
			response.setStatus(problem.status());
			return page.view("member/join", "provider", provider, "handle", handle, "name", name, "age",
					age == null ? "" : String.valueOf(age), "mode", mode, "problem", problem);
		}
	}

	private SocialJoining joining(HttpServletRequest request) {
		return ceremonies.look(SocialJoining.CEREMONY, SocialJoining.class, request)
				.orElseThrow(() -> Problem.unauthorized("social-failed"));
	}
}
