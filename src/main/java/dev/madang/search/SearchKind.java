package dev.madang.search;

import java.util.EnumSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A kind of what can be found. There are as many as modules bring ({@link SearchableKind}); those named here are the ones
 * of which the index knows more than of any other: tags hang on posts, and comments come and go with them.
 *
 * @param word as the API names it
 * @param subject as the log names its subjects
 */
public record SearchKind(String word, String subject, Set<Trait> traits) {

	/** What its entries have, and how they are searched. */
	public enum Trait {

		/** It stands in a category, which decides who may see it. */
		IN_CATEGORY,

		/** It has tags. */
		TAGGED,

		/** It has an author and a time. */
		DATED,

		/** It is compared by meaning too. */
		MEANING,

		/** Its title completes what one types by its initial consonants. */
		INITIALS,

		/** It is suggested by its name. */
		NAMED
	}

	public static final SearchKind POST = new SearchKind("post", "post",
			EnumSet.of(Trait.IN_CATEGORY, Trait.TAGGED, Trait.DATED, Trait.MEANING, Trait.INITIALS));

	public static final SearchKind COMMENT = new SearchKind("comment", "comment",
			EnumSet.of(Trait.IN_CATEGORY, Trait.DATED));

	public static final SearchKind TAG = new SearchKind("tag", "tag", EnumSet.of(Trait.NAMED));

	public SearchKind {
		traits = Set.copyOf(traits);
	}

	boolean has(Trait trait) {
		return traits.contains(trait);
	}

	public boolean isMeaningful() {
		return has(Trait.MEANING);
	}

	public boolean isCompletedByInitials() {
		return has(Trait.INITIALS);
	}

	public boolean isNamed() {
		return has(Trait.NAMED);
	}

	@JsonValue
	@Override
	public String toString() {
		return word;
	}
}
