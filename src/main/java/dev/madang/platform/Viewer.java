package dev.madang.platform;

/**
 * Who is looking or acting: a member by one of their sign-ins, or anybody. The id of anybody is 0, which no member has,
 * so that a query needs no second form.
 */
public record Viewer(long id, String handle, String name, Role role, long signInId) {

	public static final Viewer ANYBODY = new Viewer(0, "", "", Role.ANY, 0);

	public boolean isMember() {
		return role.atLeast(Role.MEMBER);
	}

	public boolean isModerator() {
		return role.atLeast(Role.MODERATOR);
	}

	public boolean is(long memberId) {
		return isMember() && id == memberId;
	}
}
