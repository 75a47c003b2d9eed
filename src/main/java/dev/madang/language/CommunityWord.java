package dev.madang.language;

import java.util.List;

/**
 * A word that the community uses and no dictionary knows.
 *
 * @param parts what a compound is made of, joined they are the word; empty for a word that is one piece
 * @param variants other ways in which it is written; whoever looks for one finds all
 */
public record CommunityWord(String word, List<String> parts, List<String> variants) {

	/** As Nori's user dictionary has it: the word, and its parts behind it. */
	String line() {
		return parts.isEmpty() ? word : word + " " + String.join(" ", parts);
	}
}
