package dev.madang.platform;

import java.time.Duration;
import java.time.Instant;

/**
 * Who is looking or acting: a member by one of their sign-ins or access tokens, or anybody. The id of anybody is 0, which
 * no member has, so that a query needs no second form.
 *
 * @param signInId 0 for an access token, which is no sign-in
 */
public record Viewer(long id, String handle, String name, Role role, long signInId, Standing standing) {

	public static final Viewer ANYBODY = new Viewer(0, "", "", Role.ANY, 0);

	/** So long after a sign-in nobody is asked again who they are. */
	private static final Duration JUST = Duration.ofMinutes(5);

	public Viewer(long id, String handle, String name, Role role, long signInId) {
		this(id, handle, name, role, signInId, Standing.USUAL);
	}

	public boolean isMember() {
		return role.atLeast(Role.MEMBER);
	}

	public boolean isModerator() {
		return role.atLeast(Role.MODERATOR);
	}

	public boolean is(long memberId) {
		return isMember() && id == memberId;
	}

	/** Whether neither of the two blocks the other; moderators see everybody, because they answer for what is written. */
	public boolean sees(long memberId) {
		return isModerator() || !standing.hidden().contains(memberId);
	}

	/** The members whose writing is kept from this viewer, for {@code author_id <> all(:hidden)}. */
	public Long[] hidden() {
		return isModerator() ? new Long[0] : standing.hidden().toArray(Long[]::new);
	}

	/** Whether this is a sign-in rather than a program's access token. */
	public boolean isSignIn() {
		return signInId != 0;
	}

	public boolean hasJustSignedIn() {
		return isSignIn() && standing.signedInAt().isAfter(Instant.now().minus(JUST));
	}

	/**
	 * Refuses what others would read.
	 *
	 * @throws Problem 403 {@code silenced}
	 */
	public void requireNotSilenced() {
		var until = standing.silencedUntil();
		if (until != null && until.isAfter(Instant.now())) {
			throw Problem.forbidden("silenced");
		}
	}
}
