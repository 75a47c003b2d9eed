package dev.madang.member;

import org.springframework.stereotype.Component;

/** Signing in and out, for the API and for pages: the public face of what this module does with tokens. */
@Component
public class Accounts {

	private final LogIn passwordLogIn;

	private final SignIns signIns;

	private final AccessTokens accessTokens;

	Accounts(LogIn passwordLogIn, SignIns signIns, AccessTokens accessTokens) {
		this.passwordLogIn = passwordLogIn;
		this.signIns = signIns;
		this.accessTokens = accessTokens;
	}

	/** @param expiresIn how many seconds the access token lasts */
	public record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {
	}

	/**
	 * Signs in with handle or address.
	 *
	 * @throws dev.madang.platform.Problem 401 {@code bad-credentials}
	 */
	public Tokens logIn(String login, String password, Device device) {
		return tokens(passwordLogIn.withTokens(login, password, device));
	}

	/** Signs in for pages; the answer is the cookie's value. */
	public String logInForPages(String login, String password, Device device) {
		return passwordLogIn.withSession(login, password, device).secret();
	}

	/** Spends a refresh token. */
	public Tokens refresh(String refreshToken) {
		return tokens(signIns.refresh(refreshToken));
	}

	public void logOut(long signInId) {
		signIns.end(signInId);
	}

	private Tokens tokens(SignIns.Opened signIn) {
		return new Tokens(accessTokens.mint(signIn), signIn.secret(), "Bearer", AccessTokens.LASTS.toSeconds());
	}
}
