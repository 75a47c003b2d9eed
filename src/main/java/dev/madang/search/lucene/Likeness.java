package dev.madang.search.lucene;

import java.io.IOException;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.VectorUtil;

/** Lifts, among texts that the words found, those that mean the same as the query: their scores grow by the likeness. */
public record Likeness(IndexSearcher searcher, byte[] vector) {

	/** What a text that means just the same gains; a rare word brings about as much. */
	public static final float MOST = 4;

	interface Ranks {

		void rank(LeafReaderContext leaf, int doc, float score) throws IOException;
	}

	/** @param docs in their order */
	void lift(int[] docs, float[] scores, int size, Ranks ranks) throws IOException {
		var leaves = searcher.getIndexReader().leaves();
		for (int i = 0; i < size;) {
			var leaf = leaves.get(ReaderUtil.subIndex(docs[i], leaves));
			var vectors = leaf.reader().getByteVectorValues(Fields.VECTOR);
			var end = leaf.docBase + leaf.reader().maxDoc();
			var known = vectors == null ? null : vectors.iterator();
			for (; i < size && docs[i] < end; i++) {
				var doc = docs[i] - leaf.docBase;
				var score = scores[i];
				if (vectors != null && known != null && (known.docID() >= doc || known.advance(doc) >= doc)
						&& known.docID() == doc) {
					score += MOST * Math.max(0, VectorUtil.cosine(vector, vectors.vectorValue(known.index())));
				}
				ranks.rank(leaf, doc, score);
			}
		}
	}
}
