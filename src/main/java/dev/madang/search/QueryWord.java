package dev.madang.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a query: found where its whole string is, or else where each of its parts is in one of its forms.
 *
 * @param typed as it was written
 * @param parts what all must be there, each in any of several forms
 * @param whole the string of all its parts, or empty where it is one part
 */
public record QueryWord(String typed, List<List<Needle>> parts, String whole) {

	/** A string and nothing else. */
	static QueryWord exactly(String typed, String folded) {
		return new QueryWord(typed, List.of(List.of(new Needle.Text(folded))), "");
	}

	/** Everything that shows, where it occurs, that the word was found. */
	public List<Needle> needles() {
		var needles = new ArrayList<Needle>();
		parts.forEach(needles::addAll);
		if (!whole.isEmpty()) {
			needles.add(new Needle.Text(whole));
		}
		return needles;
	}
}
