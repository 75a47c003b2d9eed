package dev.madang.member.oidc;

import java.net.URI;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.madang.member.Accounts;
import dev.madang.member.Ceremonies;
import dev.madang.member.Identities;
import dev.madang.member.SignInCookie;
import dev.madang.page.Back;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signing in with a provider in the browser. State, nonce and verifier are kept on this side under the browser's cookie and
 * taken once, so that none can come from elsewhere or come twice.
 */
@Controller
@RequestMapping("/login/with/{provider}")
@Allow(Role.ANY)
class SocialPages {

	private static final String BEGUN = "oidc";

	/** @param memberId of whoever links a provider to their account, or 0 */
	record Begun(String provider, String state, String nonce, String verifier, String back, long memberId) {
	}

	private final OidcProviders providers;

	private final Identities identities;

	private final Accounts accounts;

	private final Ceremonies ceremonies;

	private final SignInCookie cookie;

	private final SiteUrl site;

	private final Limits limits;

	SocialPages(OidcProviders providers, Identities identities, Accounts accounts, Ceremonies ceremonies, SignInCookie cookie,
			SiteUrl site, Limits limits) {
		this.providers = providers;
		this.identities = identities;
		this.accounts = accounts;
		this.ceremonies = ceremonies;
		this.cookie = cookie;
		this.site = site;
		this.limits = limits;
	}

	/** A link, because the policy of pages lets no form lead elsewhere; it changes nothing. */
	@GetMapping
	ModelAndView begin(Page page, @PathVariable String provider, @RequestParam(defaultValue = "/") String back,
			HttpServletRequest request, HttpServletResponse response) {
		limits.takeFrom(request.getRemoteAddr(), "log-in", 120, Duration.ofMinutes(10));
		var begun = new Begun(provider, new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(),
				Back.within(back), page.viewer().id());
		var address = providers.get(provider).authorization(redirect(provider), begun.state(), begun.nonce(),
				begun.verifier());
		ceremonies.begin(BEGUN, begun, response);
		return new ModelAndView("redirect:" + address);
	}

	@GetMapping("/callback")
	ModelAndView callback(Page page, @PathVariable String provider, @RequestParam(defaultValue = "") String code,
			@RequestParam(defaultValue = "") String state, HttpServletRequest request, HttpServletResponse response) {
		var begun = ceremonies.take(BEGUN, Begun.class, request, response)
				.filter(each -> each.provider().equals(provider) && each.state().equals(state) && !code.isEmpty())
				.filter(each -> each.memberId() == page.viewer().id())
				.orElseThrow(() -> Problem.unauthorized("social-failed"));
		var claims = providers.get(provider).exchange(code, redirect(provider), begun.verifier(), begun.nonce());
		if (page.viewer().isMember()) {
			identities.link(page.viewer(), claims);
			return new ModelAndView("redirect:/settings/account?said=saved");
		}
		var member = identities.find(claims);
		if (member.isPresent()) {
			return enter(member.get(), provider, begun.back(), request, response);
		}
		identities.requireOpen(claims);
		ceremonies.begin(SocialJoining.CEREMONY, new SocialJoining(claims, begun.back()), response);
		return new ModelAndView("redirect:/login/with/" + provider + "/join");
	}

	private ModelAndView enter(long member, String provider, String back, HttpServletRequest request,
			HttpServletResponse response) {
		cookie.give(response, accounts.enterForPages(member, cookie.device(request), provider));
		return new ModelAndView("redirect:" + Back.within(back));
	}

	private URI redirect(String provider) {
		return URI.create(site.of("/login/with/" + provider + "/callback"));
	}
}
