package dev.madang.search;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A kind of what can be found. There are as many as modules bring ({@link SearchableKind}).
 *
 * @param word as the API names it
 * @param subject as the log names its subjects
 */
public record SearchKind(String word, String subject, Set<Trait> traits) {

	/** What its entries have, and how they are searched. */
	public enum Trait {

		/** It stands in a category, which decides who may see it. */
		IN_CATEGORY,

		/**
		 * It stands in a room, whose members alone find it, the latest first. Nothing else shows what is said there: its words are
		 * neither suggested nor counted.
		 */
		IN_ROOM,

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

	public SearchKind {
		traits = Set.copyOf(traits);
	}

	/** One whose subjects the log names by the same word. */
	public static SearchKind of(String word, Trait... traits) {
		return new SearchKind(word, word, Set.of(traits));
	}

	public boolean has(Trait trait) {
		return traits.contains(trait);
	}

	public boolean isInRoom() {
		return has(Trait.IN_ROOM);
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
