package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import dev.madang.search.Engine;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** The best of what is found of one kind, and how much there is in all. */
final class Ranking {

	/** Ties are broken as lists do: the latest first. Only where there is one time and id are read before it is known what is best. */
	private final class Ranked implements Comparable<Ranked> {

		private final float score;

		private final @Nullable LeafReaderContext in;

		private final int doc;

		private boolean isRead;

		private long at;

		private long id;

		Ranked(float score, LeafReaderContext in, int doc) {
			this.score = score;
			this.in = in;
			this.doc = doc;
		}

		Ranked(float score, long at, long id) {
			this.score = score;
			this.at = at;
			this.id = id;
			in = null;
			doc = 0;
			isRead = true;
		}

		@Override
		public int compareTo(Ranked other) {
			if (score != other.score) {
				return Float.compare(score, other.score);
			}
			read();
			other.read();
			return at != other.at ? Long.compare(at, other.at) : Long.compare(id, other.id);
		}

		/** In the whole index. */
		private int place() {
			return in == null ? 0 : in.docBase + doc;
		}

		private void read() {
			if (!isRead && in != null) {
				try {
					at = of(ats(in, doc), doc);
					id = of(ids, doc);
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
				isRead = true;
			}
		}

		private static long of(NumericDocValues values, int doc) throws IOException {
			return values.advanceExact(doc) ? values.longValue() : 0;
		}
	}

	private final Engine.Request request;

	private final IndexSearcher searcher;

	/** The worst first. */
	private final PriorityQueue<Ranked> best = new PriorityQueue<>();

	private final @Nullable Ranked after;

	private final int kept;

	private int[] docs = new int[16];

	private float[] scores = new float[16];

	private int total;

	private boolean isRanked;

	private @Nullable LeafReaderContext leaf;

	private NumericDocValues ats = DocValues.emptyNumeric();

	private NumericDocValues ids = DocValues.emptyNumeric();

	/** @param kept so many are kept to be lifted, and only ranked if they are not */
	Ranking(Engine.Request request, IndexSearcher searcher, int kept) {
		this.request = request;
		this.searcher = searcher;
		this.kept = kept;
		after = after(request);
	}

	private @Nullable Ranked after(Engine.Request request) {
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
		else {
			rankKept();
			rank(from, doc, score);
		}
		total++;
	}

	private void keep(int doc, float score) {
		if (total == docs.length) {
			docs = Arrays.copyOf(docs, 2 * total);
			scores = Arrays.copyOf(scores, 2 * total);
		}
		docs[total] = doc;
		scores[total] = score;
	}

	private void rankKept() {
		if (isRanked) {
			return;
		}
		isRanked = true;
		var leaves = searcher.getIndexReader().leaves();
		for (int i = 0; i < Math.min(total, kept); i++) {
			var from = leaves.get(ReaderUtil.subIndex(docs[i], leaves));
			rank(from, docs[i] - from.docBase, scores[i]);
		}
	}

	private void rank(LeafReaderContext from, int doc, float score) {
		var worst = best.size() < request.limit() ? null : best.peek();
		if (worst != null && score < worst.score || after != null && score > after.score) {
			return;
		}
		var ranked = new Ranked(score, from, doc);
		if (after != null && ranked.compareTo(after) >= 0 || worst != null && ranked.compareTo(worst) <= 0) {
			return;
		}
		if (worst != null) {
			best.poll();
		}
		best.add(ranked);
	}

	/** At a document, before which they cannot be read any more, or on it. Those of ids go with it. */
	private NumericDocValues ats(LeafReaderContext from, int doc) throws IOException {
		if (leaf != from || ats.docID() > doc) {
			leaf = from;
			ats = DocValues.getNumeric(from.reader(), Fields.AT);
			ids = DocValues.getNumeric(from.reader(), Fields.ID);
		}
		return ats;
	}

	/** Ranks all that was kept by what it means too. */
	void lift(byte[] vector) throws IOException {
		isRanked = true;
		new Likeness(searcher, vector).lift(docs, scores, total, this::rank);
	}

	Engine.Hits hits() {
		rankKept();
		best.stream().filter(ranked -> !ranked.isRead).sorted(Comparator.comparingInt(Ranked::place)).forEach(Ranked::read);
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
