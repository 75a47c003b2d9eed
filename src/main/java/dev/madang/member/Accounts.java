package dev.madang.member;

import dev.madang.platform.Problem;
import org.springframework.stereotype.Component;

/** Signing in and out, for the API and for pages: the public face of what this module does with tokens. */
@Component
public class Accounts {

	private final LogIn byPassword;

	private final SignInOpening opening;

	private final SignIns signIns;

	private final RefreshTokens refreshTokens;

	private final AccessTokens accessTokens;

	Accounts(LogIn byPassword, SignInOpening opening, SignIns signIns, RefreshTokens refreshTokens, AccessTokens accessTokens) {
		this.byPassword = byPassword;
		this.opening = opening;
		this.signIns = signIns;
		this.refreshTokens = refreshTokens;
		this.accessTokens = accessTokens;
	}

	/** @param expiresIn how many seconds the access token lasts */
	public record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {

		@Override
		public String toString() {
			return "tokens";
		}
	}

	/**
	 * A sign-in for the API.
	 *
	 * @param device what the device is known by from now on, if it keeps cookies
	 */
	public record SignedIn(Tokens tokens, String device) {
	}

	/** A sign-in for pages: the values of its cookie and of the device's. */
	public record Session(String cookie, String device) {
	}

	/**
	 * Signs in with handle or address.
	 *
	 * @throws Problem 401 {@code bad-credentials}, 403 {@code suspended}, 429
	 */
	public SignedIn logIn(String login, String password, Device device) {
		return entry(byPassword.withPassword(login, password, device, false));
	}

	/** The same for pages. */
	public Session logInForPages(String login, String password, Device device) {
		return session(byPassword.withPassword(login, password, device, true));
	}

	/**
	 * Signs somebody in who has proved it in another way.
	 *
	 * @param means such as passkey, for the member's history
	 */
	public SignedIn enter(long memberId, Device device, String means) {
		return entry(opening.enter(memberId, device, means, false));
	}

	public Session enterForPages(long memberId, Device device, String means) {
		return session(opening.enter(memberId, device, means, true));
	}

	/** Spends a refresh token. */
	public Tokens refresh(String refreshToken) {
		return tokens(refreshTokens.spend(refreshToken));
	}

	public void logOut(long signInId) {
		signIns.end(signInId);
	}

	private SignedIn entry(SignInOpening.Entered entered) {
		return new SignedIn(tokens(entered.signIn()), entered.device());
	}

	private static Session session(SignInOpening.Entered entered) {
		return new Session(entered.signIn().secret(), entered.device());
	}

	private Tokens tokens(SignIns.Opened signIn) {
		return new Tokens(accessTokens.mint(signIn), signIn.secret(), "Bearer", AccessTokens.LASTS.toSeconds());
	}
}
