package dev.madang.language;

/**
 * A piece of a text that means something.
 *
 * @param term what it is looked up by: a noun as it stands in lower case, a predicate as its stem and 다 (재밌다)
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Morpheme(String term, Kind kind, int start, int end) {

	public enum Kind {
		/** Nouns, pronouns, numerals, roots and foreign words. */
		NOUN,
		/** Verbs and adjectives. */
		PREDICATE,
		/** A prefix or suffix of nouns: 비급여, 영화제. */
		AFFIX,
		/** Adverbs, determiners, interjections, and ㅋㅋ. */
		OTHER
	}

	/** Whether it can tell what a text is about, by itself. */
	public boolean isContent() {
		return (kind == Kind.NOUN || kind == Kind.PREDICATE) && !StopWords.contains(term);
	}

	/** Of a predicate, without 다. */
	String stem() {
		return term.substring(0, term.length() - 1);
	}

	boolean touches(Morpheme next) {
		return end == next.start;
	}
}
