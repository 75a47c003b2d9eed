package dev.madang.activity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be done to a thing. The log keeps an action as a word: {@code VERSION_PURGED} is {@code version-purged}. */
public enum Action {

	// the life of content
	DRAFTED, DRAFT_DISCARDED, HELD, PUBLISHED, LISTED, ADDED, EDITED, HIDDEN, REMOVED, RESTORED, VERSION_PURGED, MERGED,
	UNMERGED,
	// what others do to it
	LIKED, UNLIKED, FILED, CLAIMED, DECIDED,
	// members
	JOINED, LEFT, CHANGED, WITHDRAWN, SIGNED_IN, SIGN_IN_ENDED, ROLE_CHANGED, CLAIM_LINK_MADE, FOLLOWED, UNFOLLOWED, BLOCKED,
	UNBLOCKED, WARNED, SUSPENDED, SILENCED, DORMANT, STATE_ENDED, MODERATES_CATEGORY, MODERATES_CATEGORY_NO_MORE, ASKED,
	APPROVED, DECLINED,
	// their accounts
	EMAIL_ADDED, EMAIL_CHANGED, EMAIL_CONFIRMED, EMAIL_REMOVED, PASSWORD_CHANGED, RESET_ASKED, PASSKEY_ADDED,
	PASSKEY_REMOVED, IDENTITY_LINKED, IDENTITY_UNLINKED, TOKEN_MADE, TOKEN_REMOVED,
	// pictures
	STORED, DESCRIBED, ATTACHED, DELETED,
	// the community, and what works in it
	MADE, SET, PUT, IMPORTED, OPENED, REFUSED, RETRIED, TESTED, TERMS_PUBLISHED, PRIVACY_PUBLISHED,
	/** Of another version of this program, or of a module that is not there any more. */
	UNKNOWN;

	private static final Map<String, Action> BY_WORD = Arrays.stream(values())
			.collect(Collectors.toMap(Action::word, Function.identity()));

	private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

	public String word() {
		return word;
	}

	/** {@link #UNKNOWN} for a word that is none of these. */
	static Action of(String word) {
		return BY_WORD.getOrDefault(word, UNKNOWN);
	}
}
