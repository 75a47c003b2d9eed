package dev.madang.member.oidc;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The providers of sign-ins, each by a name that the operator chooses: {@code madang.oidc.google.client-id}.
 *
 * @param oidc OpenID Connect providers by a name of a-z, 0-9 and -. Each has {@code issuer} (known for {@code google}),
 * {@code client-id}, {@code client-secret} and {@code title}, the text on its button; the provider redirects to
 * {@code /login/with/NAME/callback}
 */
@ConfigurationProperties("madang")
record OidcProperties(@DefaultValue Map<String, Provider> oidc) {

	/**
	 * One provider.
	 *
	 * @param issuer its address, as in its ID tokens; known for google
	 * @param title what people read on the button; by default the word itself
	 */
	record Provider(@Nullable String issuer, @DefaultValue("") String clientId, @DefaultValue("") String clientSecret,
			@Nullable String title) {

		@Override
		public String toString() {
			return clientId + " at " + issuer;
		}
	}

	OidcProperties {
		oidc.forEach((name, provider) -> {
			if (!name.matches("[a-z0-9-]{1,30}") || provider.clientId().isEmpty() || issuer(name, provider) == null) {
				throw new IllegalArgumentException(
						"madang.oidc." + name + " needs a name of a-z, 0-9 and -, an issuer and a client-id");
			}
			var uri = URI.create(String.valueOf(issuer(name, provider)));
			if (!"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
				throw new IllegalArgumentException("madang.oidc." + name + ".issuer must begin with https://");
			}
		});
	}

	private static boolean isLoopback(URI uri) {
		return "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
	}

	static @Nullable String issuer(String name, Provider provider) {
		return provider.issuer() == null && "google".equals(name) ? "https://accounts.google.com" : provider.issuer();
	}
}
