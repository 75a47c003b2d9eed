package dev.madang.testing;

import java.util.List;
import java.util.Map;

import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/**
 * An OpenID provider, which says of people what a test wants it to say. There is one for each of the lanes: what the next token
 * says would otherwise be heard by whoever asks first.
 */
public final class Issuer {

	public static final Issuer OF_MOST = new Issuer();

	public static final Issuer OF_BROWSERS = new Issuer();

	private final MockOAuth2Server server = start();

	private Issuer() {
	}

	private static MockOAuth2Server start() {
		var server = new MockOAuth2Server();
		server.start();
		Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
		return server;
	}

	/** What an application needs to know it, under the name mock. */
	public Map<String, Object> settings() {
		return Map.of("madang.oidc.mock.issuer", server.issuerUrl("mock").toString(), "madang.oidc.mock.client-id", "madang",
				"madang.oidc.mock.client-secret", "secret", "madang.oidc.mock.title", "Mock");
	}

	public String address() {
		return server.issuerUrl("mock").toString();
	}

	/** What the next ID token says. */
	public void says(String subject, Map<String, Object> claims) {
		server.enqueueCallback(new DefaultOAuth2TokenCallback("mock", subject, "JWT", List.of("madang"), claims, 300));
	}
}
