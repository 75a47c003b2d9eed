package dev.madang.member.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.member.SignInWays;
import dev.madang.platform.Problem;
import org.springframework.stereotype.Component;

/** The providers that are set up. */
@Component
class OidcProviders implements SignInWays.Source {

	/** What a program needs to begin a sign-in by itself; the rest is in the issuer's own metadata. */
	record Described(String provider, String title, String issuer, String clientId) {
	}

	private final Map<String, OidcProvider> providers = new LinkedHashMap<>();

	private final List<Described> described;

	OidcProviders(OidcProperties properties) {
		properties.oidc().forEach((name, provider) -> providers.put(name,
				new OidcProvider(name, Objects.requireNonNull(OidcProperties.issuer(name, provider)), provider)));
		this.described = properties.oidc().entrySet().stream()
				.map(entry -> new Described(entry.getKey(), title(entry.getKey(), entry.getValue()),
						Objects.requireNonNull(OidcProperties.issuer(entry.getKey(), entry.getValue())),
						entry.getValue().clientId()))
				.toList();
	}

	private static String title(String name, OidcProperties.Provider provider) {
		if (provider.title() != null) {
			return provider.title();
		}
		return "google".equals(name) ? "Google" : name;
	}

	/** @throws Problem 404 */
	OidcProvider get(String name) {
		var provider = providers.get(name);
		if (provider == null) {
			throw Problem.notFound();
		}
		return provider;
	}

	List<Described> described() {
		return described;
	}

	@Override
	public List<SignInWays.Provider> providers() {
		return described.stream().map(each -> new SignInWays.Provider(each.provider(), each.title())).toList();
	}
}
