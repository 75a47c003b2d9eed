package dev.madang.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * Lifts a text by the same for each word in its title. Asked of each text that the words find, which costs less than to score
 * them together: Lucene keeps optional clauses in a heap.
 */
record Titles(List<Weight> words) {

	static final Titles NONE = new Titles(List.of());

	/** About as much as a rare word. */
	static final float LIFT = 2;

	static Titles of(List<Query> words, IndexSearcher searcher) throws IOException {
		var weights = new ArrayList<Weight>();
		for (var word : words) {
			weights.add(searcher.createWeight(searcher.rewrite(word), ScoreMode.COMPLETE_NO_SCORES, 1));
		}
		return new Titles(weights);
	}

	/** Of one part of the index, for texts in their order. */
	final class Lifting {

		private final List<DocIdSetIterator> places = new ArrayList<>();

		Lifting(LeafReaderContext leaf) throws IOException {
			for (var word : words) {
				var scorer = word.scorer(leaf);
				if (scorer != null) {
					places.add(scorer.iterator());
				}
			}
		}

		float lift(int doc) throws IOException {
			var lift = 0f;
			for (int i = 0; i < places.size(); i++) {
				var place = places.get(i);
				if (place.docID() == doc || place.docID() < doc && place.advance(doc) == doc) {
					lift += LIFT;
				}
			}
			return lift;
		}
	}
}
