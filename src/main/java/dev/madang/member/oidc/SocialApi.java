package dev.madang.member.oidc;

import java.net.URI;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.madang.member.Accounts;
import dev.madang.member.Accounts.Tokens;
import dev.madang.member.Ceremonies;
import dev.madang.member.Identities;
import dev.madang.member.KnownDevices;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Slice;
import dev.madang.platform.Texts;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a provider, for programs that went through its own page themselves. */
@RestController
@RequestMapping("/api/v1/auth")
@Allow(Role.ANY)
@Tag(name = "Accounts")
class SocialApi {

	/** What came back from the provider, and what the program had made up for it. */
	record Code(@Nullable String code, @Nullable String redirectUri, @Nullable String codeVerifier, @Nullable String nonce) {

		@Override
		public String toString() {
			return "code";
		}
	}

	private final OidcProviders providers;

	private final Identities identities;

	private final Accounts accounts;

	private final Ceremonies ceremonies;

	private final KnownDevices devices;

	private final Limits limits;

	SocialApi(OidcProviders providers, Identities identities, Accounts accounts, Ceremonies ceremonies,
			KnownDevices devices, Limits limits) {
		this.providers = providers;
		this.identities = identities;
		this.accounts = accounts;
		this.ceremonies = ceremonies;
		this.devices = devices;
		this.limits = limits;
	}

	@GetMapping("/providers")
	Slice<OidcProviders.Described> providers() {
		return new Slice<>(providers.described(), null);
	}

	/** Signs in, and makes a member of whoever is none yet. */
	@PostMapping("/social/{provider}")
	ResponseEntity<Tokens> signIn(@PathVariable String provider, @RequestBody Code form, HttpServletRequest request,
			HttpServletResponse response) {
		var issuer = providers.get(provider);
		limits.takeFrom(request.getRemoteAddr(), "log-in", 120, Duration.ofMinutes(10));
		new Checks().length("code", form.code(), 1, 4096).length("redirectUri", form.redirectUri(), 1, 2048)
				.length("codeVerifier", form.codeVerifier(), 43, 128).length("nonce", form.nonce(), 8, 255).done();
		if (!ceremonies.isFirstUse("nonce", provider + " " + form.nonce())) {
			throw Problem.unauthorized("social-failed");
		}
		var claims = issuer.exchange(Texts.orEmpty(form.code()), redirect(form.redirectUri()),
				Texts.orEmpty(form.codeVerifier()), Texts.orEmpty(form.nonce()));
		var member = identities.find(claims).orElseGet(
				() -> identities.join(claims, null, null, null, LocaleContextHolder.getLocale().getLanguage()));
		var entry = accounts.enter(member, devices.of(request), provider);
		devices.give(response, entry.device());
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(entry.tokens());
	}

	private static URI redirect(@Nullable String uri) {
		try {
			return URI.create(Texts.orEmpty(uri));
		}
		catch (IllegalArgumentException e) {
			throw Problem.invalid("redirectUri", "bad-link");
		}
	}
}
