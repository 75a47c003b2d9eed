package dev.madang.member.oidc;

import dev.madang.member.Identities.Claims;

/**
 * Somebody whom a provider knows and who is no member yet.
 *
 * @param back where to go on
 */
record SocialJoining(Claims claims, String back) {

	/** What it waits as under the browser's cookie. */
	static final String CEREMONY = "oidc-join";
}
