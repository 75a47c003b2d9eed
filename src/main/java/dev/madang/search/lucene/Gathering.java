package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Ranks what is found of several kinds, each by itself, in one pass. What is of no kind that is asked for is passed over. */
record Gathering(Map<String, Ranking> kinds, boolean scores, Titles titles) implements Collector {

	void of(Query query, IndexSearcher searcher) throws IOException {
		searcher.search(query, new CollectorManager<Gathering, Gathering>() {

			@Override
			public Gathering newCollector() {
				return Gathering.this;
			}

			@Override
			public Gathering reduce(Collection<Gathering> all) {
				return Gathering.this;
			}
		});
	}

	@Override
	public ScoreMode scoreMode() {
		return scores ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
	}

	@Override
	public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
		if (kinds.size() == 1) {
			var only = kinds.values().iterator().next();
			return new Leaf(leaf) {

				@Override
				public void collect(int doc) throws IOException {
					only.add(leaf, doc, score(doc));
				}
			};
		}
		var kindOf = DocValues.getSorted(leaf.reader(), Fields.KIND);
		var rankings = new Ranking[kindOf.getValueCount()];
		for (int i = 0; i < rankings.length; i++) {
			rankings[i] = kinds.get(kindOf.lookupOrd(i).utf8ToString());
		}
		return new Leaf(leaf) {

			@Override
			public void collect(int doc) throws IOException {
				if (kindOf.advanceExact(doc) && rankings[kindOf.ordValue()] != null) {
					rankings[kindOf.ordValue()].add(leaf, doc, score(doc));
				}
			}
		};
	}

	private abstract class Leaf implements LeafCollector {

		private final Titles.Lifting lifting;

		private Scorable scorer = new Scorable() {

			@Override
			public float score() {
				return 0;
			}
		};

		Leaf(LeafReaderContext leaf) throws IOException {
			lifting = titles.new Lifting(leaf);
		}

		@Override
		public void setScorer(Scorable scorer) {
			this.scorer = scorer;
		}

		float score(int doc) throws IOException {
			return scores ? scorer.score() + lifting.lift(doc) : 0;
		}
	}
}
