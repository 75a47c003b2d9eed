package dev.madang.cache;

import java.util.Map;

import dev.madang.activity.Committed;
import dev.madang.activity.EventType;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the log makes of kept answers. Counts change often and may be a second late in lists; only what is about
 * the thing itself is made again, and searches, which tell whether the index is behind. Anything else may show anywhere: all is
 * made again.
 */
final class Invalidation implements Committed {

	/** The parameter of all addresses that look for words. */
	static final String WORDS = "q";

	private final GuestCache cache;

	Invalidation(GuestCache cache) {
		this.cache = cache;
	}

	@Override
	public void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		// each answer says whether the index is behind
		cache.forget(WORDS);
		if (type.kind().equals("message") || type.kind().equals("room")) {
			return; // guests see nothing of chat
		}
		switch (type.action()) {
			case LIKED, UNLIKED, FOLLOWED, UNFOLLOWED -> forget(subject);
			case SIGNED_IN, SIGN_IN_ENDED, DRAFTED, DRAFT_DISCARDED, BLOCKED, UNBLOCKED, FILED -> {
				// nothing that guests see
			}
			case PUBLISHED, LISTED, ADDED -> published(subject, detail);
			default -> cache.forgetAll();
		}
	}

	/** A part of a thread changes the thread; what stands for itself is new in many lists. */
	private void published(@Nullable Subject subject, Map<String, ?> detail) {
		if (detail.get("post") instanceof Long post) {
			forget(subject);
			cache.forget(post.toString());
		}
		else {
			cache.forgetAll();
		}
	}

	private void forget(@Nullable Subject subject) {
		if (subject != null) {
			cache.forget(String.valueOf(subject.id()));
		}
	}
}
