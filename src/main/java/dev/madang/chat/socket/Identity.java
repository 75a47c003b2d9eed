package dev.madang.chat.socket;

import java.util.Optional;
import java.util.function.Supplier;

import dev.madang.platform.Viewer;

/**
 * Who is at a socket, and how one finds out whether they still are.
 *
 * @param again looks the sign-in or the token up anew
 */
record Identity(Viewer viewer, Supplier<Optional<Viewer>> again) {

	static final Identity NOBODY = new Identity(Viewer.ANYBODY, Optional::empty);

	/** The same as they are now; nobody, where the sign-in has ended. */
	Optional<Identity> renewed() {
		return again.get().map(now -> new Identity(now, again));
	}
}
