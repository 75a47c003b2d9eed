package dev.madang.member;

import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.stereotype.Component;

/** Access tokens of both kinds: those of a sign-in, and those that a member made for a program. */
@Component
public class BearerTokens {

	private final AccessTokens tokens;

	private final PersonalTokens personal;

	private final SignIns signIns;

	BearerTokens(AccessTokens tokens, PersonalTokens personal, SignIns signIns) {
		this.tokens = tokens;
		this.personal = personal;
		this.signIns = signIns;
	}

	/**
	 * Who a token stands for at this moment.
	 *
	 * @throws Problem 401 {@code token-expired} or {@code bad-token}
	 */
	public Viewer viewer(String token) {
		return token.startsWith(PersonalTokens.PREFIX)
				? personal.viewer(token).orElseThrow(() -> Problem.unauthorized("bad-token"))
				: tokens.viewer(token);
	}

	/**
	 * Who somebody is by now who came with a token and stayed: as long as the sign-in of which it is holds, or the token itself that a
	 * member made.
	 */
	public Optional<Viewer> again(String token, Viewer came) {
		return came.isSignIn() ? signIns.byId(came.signInId()) : personal.viewer(token);
	}
}
