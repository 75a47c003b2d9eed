package dev.madang.testing;

import java.util.List;
import java.util.Map;

import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID provider for the whole test run, which says of people what a test wants it to say. */
public final class Issuer {

	private static final MockOAuth2Server SERVER = start();

	private Issuer() {
	}

	private static MockOAuth2Server start() {
		var server = new MockOAuth2Server();
		server.start();
		Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
		return server;
	}

	/** What an application needs to know it, under the name mock. */
	public static Map<String, Object> settings() {
		return Map.of("madang.oidc.mock.issuer", SERVER.issuerUrl("mock").toString(), "madang.oidc.mock.client-id", "madang",
				"madang.oidc.mock.client-secret", "secret", "madang.oidc.mock.title", "Mock");
	}

	public static String address() {
		return SERVER.issuerUrl("mock").toString();
	}

	/** What the next ID token says. */
	public static void says(String subject, Map<String, Object> claims) {
		SERVER.enqueueCallback(new DefaultOAuth2TokenCallback("mock", subject, "JWT", List.of("madang"), claims, 300));
	}
}
