package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/** How many texts hold a word, remembered as long as nothing changes: to read one query takes dozens of these. */
final class Frequencies {

	private static final int MOST = 20_000;

	private record Of(IndexReader reader, Map<String, Integer> words) {
	}

	private volatile @Nullable Of known;

	int of(String word, IndexReader reader) throws IOException {
		var of = known;
		if (of == null || !of.reader.equals(reader) || of.words.size() > MOST) {
			of = new Of(reader, new ConcurrentHashMap<>());
			known = of;
		}
		var frequency = of.words.get(word);
		if (frequency == null) {
			frequency = new Corrections(reader).frequency(word);
			of.words.put(word, frequency);
		}
		return frequency;
	}
}
