package dev.madang.platform;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What else decides what a viewer may see and do; looked up with the sign-in and forgotten with it.
 *
 * @param picture the address of the member's picture, if there is one
 * @param silencedUntil until when the member may not write, if at all
 * @param hidden the members whom this one blocks or is blocked by
 * @param ends when the sign-in or access token ends
 * @param mayWrite whether an access token allows more than reading
 * @param mayModerate whether it allows what a moderator may; a sign-in always does
 * @param unconfirmed whether the main address waits to be confirmed
 */
public record Standing(@Nullable String picture, @Nullable Instant silencedUntil, Set<Long> hidden, Instant signedInAt,
		Instant ends, boolean mayWrite, boolean mayModerate, boolean unconfirmed) {

	/** As usual, but for whom the member does not see. */
	public static Standing hiding(Set<Long> members) {
		return new Standing(null, null, members, Instant.EPOCH, Instant.MAX, true, true, false);
	}

	static final Standing USUAL = new Standing(null, null, Set.of(), Instant.EPOCH, Instant.MAX, true, true, false);
}
