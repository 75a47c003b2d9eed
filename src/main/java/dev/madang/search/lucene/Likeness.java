package dev.madang.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.VectorUtil;

/** Lifts, among texts that the words found, those that mean the same as the query: their scores grow by the likeness. */
record Likeness(IndexSearcher searcher, byte[] vector) {

	/** What a text that means just the same gains; a rare word brings about as much. */
	private static final float MOST = 4;

	/** Changes the scores in the first field of hits, and puts them into their new order. */
	void lift(FieldDoc[] hits) throws IOException {
		Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
		var leaves = searcher.getIndexReader().leaves();
		for (int i = 0; i < hits.length;) {
			var leaf = leaves.get(ReaderUtil.subIndex(hits[i].doc, leaves));
			var vectors = leaf.reader().getByteVectorValues(Fields.VECTOR);
			var end = leaf.docBase + leaf.reader().maxDoc();
			var known = vectors == null ? null : vectors.iterator();
			for (; i < hits.length && hits[i].doc < end; i++) {
				var doc = hits[i].doc - leaf.docBase;
				if (vectors != null && known != null && (known.docID() >= doc || known.advance(doc) >= doc)
						&& known.docID() == doc) {
					var likeness = VectorUtil.cosine(vector, vectors.vectorValue(known.index()));
					hits[i].fields[0] = (Float) hits[i].fields[0] + MOST * Math.max(0, likeness);
				}
			}
		}
		Arrays.sort(hits, order());
	}

	private static Comparator<FieldDoc> order() {
		return Comparator.<FieldDoc>comparingDouble(hit -> (Float) hit.fields[0])
				.thenComparingLong(hit -> (Long) hit.fields[1]).thenComparingLong(hit -> (Long) hit.fields[2]).reversed();
	}
}
