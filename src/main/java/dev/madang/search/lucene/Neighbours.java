package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

import dev.madang.search.Cells;
import dev.madang.search.SearchKind;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/** The neighbours of a vector that are near enough; a plain search for neighbours brings the nearest, however far. */
public record Neighbours(byte[] vector, Cells cells) {

	/** From this cosine on two texts are said to mean the same. */
	private static final float LEAST_COSINE = 0.72f;

	/** A coordinate's mean square is (127 / 3)^2. */
	public static final float LEAST_OF_A_COORDINATE = LEAST_COSINE * 127 * 127 / 9;

	/** With so many of a thousand, five in six of the nearest are found among one text in eighty. */
	public static final int CELLS = 8;

	private record Near(int doc, int product) {
	}

	/** What is written of a vector of a kind that is in a cell. */
	public static String cell(SearchKind kind, int cell) {
		return kind.word() + cell;
	}

	/** Finds so many of them, by their keys; empty if there are none. */
	Optional<Query> nearest(IndexSearcher searcher, SearchKind kind, Query counts, int most) throws IOException {
		var ids = new BooleanQuery.Builder();
		var nearest = cells.isEmpty() ? linked(searcher, counts, most) : best(searcher, kind, counts, most);
		for (var near : nearest) {
			var key = searcher.storedFields().document(near.doc).get(Fields.KEY);
			ids.add(new TermQuery(new Term(Fields.KEY, key)), Occur.SHOULD);
		}
		return nearest.isEmpty() ? Optional.empty() : Optional.of(ids.build());
	}

	/** Lucene's score of bytes is 1/2 + dot product / (size × 2^15). */
	private Collection<Near> linked(IndexSearcher searcher, Query counts, int most) throws IOException {
		var found = searcher.search(new KnnByteVectorQuery(Fields.VECTOR, vector, most, counts), most);
		return Arrays.stream(found.scoreDocs).filter(hit -> hit.score >= 0.5f + LEAST_OF_A_COORDINATE / (1 << 15))
				.map(hit -> new Near(hit.doc, 0)).toList();
	}

	private Collection<Near> best(IndexSearcher searcher, SearchKind kind, Query counts, int most) throws IOException {
		var near = cells.nearest(vector, CELLS).stream().map(cell -> new BytesRef(cell(kind, cell))).toList();
		var query = new BooleanQuery.Builder().add(new TermInSetQuery(Fields.CELL, near), Occur.FILTER)
				.add(counts, Occur.FILTER).build();
		var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
		var best = new PriorityQueue<Near>(Comparator.comparingInt(Near::product));
		for (var leaf : searcher.getIndexReader().leaves()) {
			var candidates = weight.scorer(leaf);
			if (candidates != null) {
				collect(leaf, candidates.iterator(), most, best);
			}
		}
		return best;
	}

	private void collect(LeafReaderContext leaf, DocIdSetIterator candidates, int most, PriorityQueue<Near> best)
			throws IOException {
		var vectors = leaf.reader().getByteVectorValues(Fields.VECTOR);
		var deleted = leaf.reader().getLiveDocs();
		if (vectors == null) {
			return;
		}
		var least = (int) (LEAST_OF_A_COORDINATE * vector.length);
		var known = vectors.iterator();
		for (int doc = candidates.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = candidates.nextDoc()) {
			if ((deleted == null || deleted.get(doc)) && (known.docID() >= doc || known.advance(doc) >= doc)
					&& known.docID() == doc) {
				var product = VectorUtil.dotProduct(vector, vectors.vectorValue(known.index()));
				if (product >= least && (best.size() < most || product > best.element().product)) {
					if (best.size() == most) {
						best.remove();
					}
					best.add(new Near(leaf.docBase + doc, product));
				}
			}
		}
	}
}
