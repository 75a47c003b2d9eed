package dev.madang.search;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param text the words and phrases as they were typed, without operators
 * @param words all of them must be found
 * @param excluded none of them may be
 * @param tag a tag that it must have, or null; likewise the others
 * @param author a handle
 * @param before exclusive, in the community's time zone
 * @param category a slug; with all that is below
 */
public record Query(String text, List<QueryWord> words, List<QueryWord> excluded, @Nullable String tag,
		@Nullable String author, @Nullable LocalDate after, @Nullable LocalDate before, @Nullable String category) {

	static final Query NOTHING = new Query("", List.of(), List.of(), null, null, null, null, null);

	public boolean hasWords() {
		return !words.isEmpty();
	}

	boolean isEmpty() {
		return words.isEmpty() && tag == null && author == null && after == null && before == null && category == null;
	}
}
