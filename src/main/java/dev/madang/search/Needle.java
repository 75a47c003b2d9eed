package dev.madang.search;

/** One thing that a text may hold. */
public sealed interface Needle {

	/**
	 * A string of at least one syllable or word, folded; spaces in it and in what is searched do not count where both sides
	 * have two syllables.
	 */
	record Text(String text) implements Needle {
	}

	/**
	 * A morpheme.
	 *
	 * @param stem how the morpheme is written in most of its forms, empty if in none: where nearly every text that holds this
	 * string holds the morpheme, the string is taken for it, so that a misreading loses nothing
	 */
	record Term(String term, String stem) implements Needle {
	}

	/** What a word may have been meant to be, which counts where it is the more frequent of the two. */
	record Guess(String text, String insteadOf) implements Needle {
	}
}
