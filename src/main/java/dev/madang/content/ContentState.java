package dev.madang.content;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a piece of content is in its life. Tables have it as a word: {@code LISTED} is {@code listed}. */
public enum ContentState {

	/** Its author's alone, and not published yet. */
	DRAFT,

	/** In the lists, for everybody who may read where it stands. */
	LISTED,

	/** Taken away by a rule until a moderator has looked at it. */
	HELD,

	/** Taken away by its author or a moderator, and it can come back. */
	HIDDEN,

	/** Deleted by its author for good. */
	REMOVED;

	private static final Set<ContentState> TAKEN = EnumSet.of(HELD, HIDDEN, REMOVED);

	private final String word = name().toLowerCase(Locale.ROOT);

	public String word() {
		return word;
	}

	/** @param word as a table has it */
	public static ContentState of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	public boolean isListed() {
		return this == LISTED;
	}

	/** Whether it was taken from its readers, or from those whom it would have had. */
	public boolean isTaken() {
		return TAKEN.contains(this);
	}

	/** Whether this one may follow; a state follows itself. */
	public boolean mayBecome(ContentState next) {
		return this == next || switch (this) {
			case DRAFT -> next == LISTED || next == HELD;
			case LISTED -> TAKEN.contains(next);
			case HELD, HIDDEN -> next != DRAFT;
			case REMOVED -> false;
		};
	}
}
