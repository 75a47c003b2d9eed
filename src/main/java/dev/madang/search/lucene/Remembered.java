package dev.madang.search.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.language.Korean;
import dev.madang.search.Engine;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * What is asked again and again, remembered as long as nothing changes: to read one query takes dozens of frequencies, and
 * everybody types the same beginnings, of which a single syllable is that of thousands of names.
 */
final class Remembered {

	private static final int MOST_FREQUENCIES = 20_000;

	private static final int MOST_SUGGESTIONS = 500;

	private record Typed(Korean korean, String text, int limit) {
	}

	private record Of(IndexReader reader, Map<String, Integer> frequencies, Map<Typed, List<Engine.Suggestion>> suggestions) {

		boolean isFull() {
			return frequencies.size() > MOST_FREQUENCIES || suggestions.size() > MOST_SUGGESTIONS;
		}
	}

	private volatile @Nullable Of known;

	private Of of(IndexReader reader) {
		var of = known;
		if (of == null || !of.reader.equals(reader) || of.isFull()) {
			of = new Of(reader, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
			known = of;
		}
		return of;
	}

	/** How many texts hold a word. */
	int frequency(String word, IndexReader reader) throws IOException {
		var frequencies = of(reader).frequencies;
		var frequency = frequencies.get(word);
		if (frequency == null) {
			frequency = new Corrections(reader).frequency(word);
			frequencies.put(word, frequency);
		}
		return frequency;
	}

	/** What completes a beginning. Of those who may not see everything each sees something else: theirs is not remembered. */
	List<Engine.Suggestion> suggestions(String typed, Engine.Filter seen, int limit, Korean korean, IndexSearcher searcher)
			throws IOException {
		var completions = new Completions(searcher, korean, seen);
		if (!seen.isEverything()) {
			return completions.of(typed, limit);
		}
		var suggestions = of(searcher.getIndexReader()).suggestions;
		var key = new Typed(korean, typed, limit);
		var found = suggestions.get(key);
		if (found == null) {
			found = completions.of(typed, limit);
			suggestions.put(key, found);
		}
		return found;
	}
}
