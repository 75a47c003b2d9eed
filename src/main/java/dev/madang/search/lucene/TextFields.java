package dev.madang.search.lucene;

import dev.madang.search.SearchKind;

/**
 * The fields in which texts are looked for. What is said in rooms has its own, so that how frequent a word is there shows
 * nowhere else, and looking for what everybody may find does not pass over it.
 */
public record TextFields(String gram, String syllable, String term) {

	public static final TextFields OF_ALL = new TextFields(Fields.GRAM, Fields.SYLLABLE, Fields.TERM);

	public static final TextFields OF_ROOMS = new TextFields("roomGram", "roomSyllable", "roomTerm");

	public static TextFields of(SearchKind kind) {
		return kind.isInRoom() ? OF_ROOMS : OF_ALL;
	}
}
