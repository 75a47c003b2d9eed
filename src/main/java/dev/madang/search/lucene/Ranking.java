package dev.madang.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import dev.madang.search.Engine;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** The best of what is found of one kind, and how much there is in all. */
final class Ranking {

	/** Ties are broken as lists do: the latest first. */
	private record Ranked(float score, long at, long id) implements Comparable<Ranked> {

		private static final Comparator<Ranked> ORDER = Comparator.<Ranked>comparingDouble(Ranked::score)
				.thenComparingLong(Ranked::at).thenComparingLong(Ranked::id);

		@Override
		public int compareTo(Ranked other) {
			return ORDER.compare(this, other);
		}
	}

	private final Engine.Request request;

	/** The worst first. */
	private final PriorityQueue<Ranked> best = new PriorityQueue<>();

	private final @Nullable Ranked after;

	private int[] docs = new int[16];

	private float[] scores = new float[16];

	private final int kept;

	private int total;

	private @Nullable LeafReaderContext leaf;

	private NumericDocValues at = DocValues.emptyNumeric();

	private NumericDocValues id = DocValues.emptyNumeric();

	/** @param kept so many are kept, besides the best, to be lifted */
	Ranking(Engine.Request request, int kept) {
		this.request = request;
		this.kept = kept;
		after = after(request);
	}

	private static @Nullable Ranked after(Engine.Request request) {
		var keys = request.after();
		if (keys.isEmpty()) {
			return null;
		}
		var score = keys.size() == 3 ? Float.intBitsToFloat((int) (long) keys.getFirst()) : 0;
		return new Ranked(score, keys.get(keys.size() - 2), keys.getLast());
	}

	int total() {
		return total;
	}

	/** @param score 0 where all are ordered by time alone */
	void add(LeafReaderContext from, int doc, float score) throws IOException {
		if (total < kept) {
			keep(from.docBase + doc, score);
		}
		total++;
		rank(from, doc, score);
	}

	private void keep(int doc, float score) {
		if (total == docs.length) {
			docs = Arrays.copyOf(docs, 2 * total);
			scores = Arrays.copyOf(scores, 2 * total);
		}
		docs[total] = doc;
		scores[total] = score;
	}

	private void rank(LeafReaderContext from, int doc, float score) throws IOException {
		var worst = best.size() < request.limit() ? null : best.peek();
		if (worst != null && score < worst.score || after != null && score > after.score) {
			return;
		}
		if (leaf != from) {
			leaf = from;
			at = DocValues.getNumeric(from.reader(), Fields.AT);
			id = DocValues.getNumeric(from.reader(), Fields.ID);
		}
		var ranked = new Ranked(score, at.advanceExact(doc) ? at.longValue() : 0, id.advanceExact(doc) ? id.longValue() : 0);
		if (after != null && ranked.compareTo(after) >= 0 || worst != null && ranked.compareTo(worst) <= 0) {
			return;
		}
		if (worst != null) {
			best.poll();
		}
		best.add(ranked);
	}

	/** Ranks all again that was kept, by what it means too. */
	void lift(IndexSearcher searcher, byte[] vector) throws IOException {
		best.clear();
		leaf = null;
		new Likeness(searcher, vector).lift(docs, scores, total, this::rank);
	}

	Engine.Hits hits() {
		var hits = new ArrayList<Engine.Hit>();
		for (var ranked : best.stream().sorted(Comparator.reverseOrder()).toList()) {
			var score = (long) Float.floatToIntBits(ranked.score);
			hits.add(new Engine.Hit(ranked.id, request.sort() == Engine.Sort.LATEST
					? List.of(ranked.at, ranked.id)
					: List.of(score, ranked.at, ranked.id)));
		}
		return new Engine.Hits(hits, total);
	}
}
