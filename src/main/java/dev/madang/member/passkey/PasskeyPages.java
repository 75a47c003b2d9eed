package dev.madang.member.passkey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.Ceremonies;
import dev.madang.member.SignInCookie;
import dev.madang.page.Page;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.web.Allow;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the page's script asks while a passkey is made or used. The challenge stays on this side and is taken once. */
@Controller
@RequestMapping("/passkeys")
class PasskeyPages {

	private static final SecureRandom RANDOM = new SecureRandom();

	record Challenge(String challenge, long memberId) {
	}

	private final Passkeys passkeys;

	private final Ceremonies ceremonies;

	private final Accounts accounts;

	private final SignInCookie cookie;

	private final SiteUrl site;

	private final Limits limits;

	PasskeyPages(Passkeys passkeys, Ceremonies ceremonies, Accounts accounts, SignInCookie cookie, SiteUrl site,
			Limits limits) {
		this.passkeys = passkeys;
		this.ceremonies = ceremonies;
		this.accounts = accounts;
		this.cookie = cookie;
		this.site = site;
		this.limits = limits;
	}

	/** PublicKeyCredentialCreationOptionsJSON. */
	@PostMapping("/new")
	@Allow(value = Role.MEMBER, account = true)
	@ResponseBody
	Map<String, Object> create(Page page, HttpServletResponse response) {
		var viewer = page.viewer();
		return Map.of("challenge", challenge("passkey-new", viewer.id(), response), "rp",
				Map.of("id", site.host(), "name", page.name()), "user",
				Map.of("id", Passkeys.userHandle(viewer.id()), "name", viewer.handle(), "displayName", viewer.name()),
				"pubKeyCredParams",
				List.of(-7, -257, -8).stream().map(alg -> Map.of("type", "public-key", "alg", alg)).toList(),
				"excludeCredentials",
				passkeys.ids(viewer).stream().map(id -> Map.of("type", "public-key", "id", id)).toList(),
				"authenticatorSelection", Map.of("residentKey", "required", "userVerification", "required"), "attestation",
				"none", "timeout", 300_000);
	}

	@PostMapping
	@Allow(value = Role.MEMBER, account = true)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void register(Page page, @RequestBody String credential, @RequestParam(defaultValue = "") String name,
			HttpServletRequest request, HttpServletResponse response) {
		var begun = ceremonies.take("passkey-new", Challenge.class, request, response)
				.filter(each -> page.viewer().is(each.memberId())).orElseThrow(() -> Problem.of(422, "bad-passkey"));
		passkeys.register(page.viewer(), begun.challenge(), credential,
				name.isBlank() ? page.t("passkey.unnamed") : name);
	}

	/** PublicKeyCredentialRequestOptionsJSON. */
	@PostMapping("/ask")
	@Allow(Role.ANY)
	@ResponseBody
	Map<String, Object> ask(HttpServletRequest request, HttpServletResponse response) {
		limits.takeFrom(request.getRemoteAddr(), "log-in", 120, Duration.ofMinutes(10));
		return Map.of("challenge", challenge("passkey", 0, response), "rpId", site.host(), "userVerification", "required",
				"timeout", 300_000);
	}

	@PostMapping("/sign-in")
	@Allow(Role.ANY)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void signIn(@RequestBody String credential, HttpServletRequest request, HttpServletResponse response) {
		var begun = ceremonies.take("passkey", Challenge.class, request, response)
				.orElseThrow(() -> Problem.unauthorized("bad-passkey"));
		var member = passkeys.authenticate(begun.challenge(), credential);
		cookie.give(response, accounts.enterForPages(member, cookie.device(request), "passkey"));
	}

	private String challenge(String kind, long memberId, HttpServletResponse response) {
		var bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		ceremonies.begin(kind, new Challenge(challenge, memberId), response);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.getBytes(StandardCharsets.UTF_8));
	}
}
