package dev.madang.search.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** Answers requests from one view of an index. */
final class Requests {

	/** Words that so many texts hold mean too little for some of these to be nearer than others. */
	private static final int MOST_LIFTED = 1_000;

	private static final SortField TIME = new SortField(Fields.AT, SortField.Type.LONG, true);

	private static final SortField ID = new SortField(Fields.ID, SortField.Type.LONG, true);

	private static final Sort BY_TIME = new Sort(TIME, ID);

	private static final Sort BY_SCORE = new Sort(SortField.FIELD_SCORE, TIME, ID);

	/** So many are found by meaning alone, where words find fewer. */
	private static final int MEANT_ALONE = 5;

	/** From this cosine on two texts are said to mean the same. */
	private static final float LEAST_COSINE = 0.72f;

	/** Lucene's score of bytes is 1/2 + dot product / (size × 2^15), and a coordinate's mean square is (127 / 3)^2. */
	private static final float LEAST_SCORE = 0.5f + LEAST_COSINE * 127 * 127 / 9 / (1 << 15);

	private final IndexSearcher searcher;

	private final Meaning meaning;

	Requests(IndexSearcher searcher, Meaning meaning) {
		this.searcher = searcher;
		this.meaning = meaning;
	}

	Engine.Hits find(Engine.Request request) throws IOException {
		var found = both(filter(request), words(request));
		var hits = top(request, found);
		var isMeant = request.meaning() && request.sort() == Engine.Sort.RELEVANCE && request.query().hasWords();
		if (!isMeant || hits.total() > MOST_LIFTED) {
			return hits;
		}
		var vector = meaning.ofQuery(request.query().text());
		if (vector.isEmpty()) {
			return hits;
		}
		if (hits.total() >= MEANT_ALONE || !request.after().isEmpty()) {
			return lifted(request, found, (int) hits.total(), vector.get());
		}
		var alike = new Alike(new KnnByteVectorQuery(Fields.VECTOR, vector.get(), MEANT_ALONE, filter(request)), LEAST_SCORE);
		return top(request,
				new BooleanQuery.Builder().add(found, Occur.SHOULD).add(alike.query(searcher), Occur.SHOULD).build());
	}

	/** All that the words found, in the order of words and meaning together, from where the request goes on. */
	private Engine.Hits lifted(Engine.Request request, Query found, int total, byte[] vector) throws IOException {
		var all = searcher.search(found, new TopFieldCollectorManager(BY_SCORE, Math.max(1, total), null, Integer.MAX_VALUE));
		var hits = Arrays.copyOf(all.scoreDocs, all.scoreDocs.length, FieldDoc[].class);
		new Likeness(searcher, vector).lift(hits);
		return hits(Arrays.stream(hits).dropWhile(hit -> !isAfter(hit, request.after())).limit(request.limit()).toList(),
				total);
	}

	private static boolean isAfter(FieldDoc hit, List<Long> after) {
		if (after.isEmpty()) {
			return true;
		}
		var byScore = Float.compare((Float) hit.fields[0], Float.intBitsToFloat((int) (long) after.get(0)));
		var byTime = Long.compare((Long) hit.fields[1], after.get(1));
		return byScore < 0
				|| byScore == 0 && (byTime < 0 || byTime == 0 && (Long) hit.fields[2] < after.get(2));
	}

	private static Query both(Query filter, Query words) {
		return new BooleanQuery.Builder().add(words, Occur.MUST).add(filter, Occur.FILTER).build();
	}

	private Query words(Engine.Request request) {
		var query = request.query();
		if (query.words().isEmpty()) {
			return MatchAllDocsQuery.INSTANCE;
		}
		var needles = new Needles(searcher.getIndexReader());
		var words = new BooleanQuery.Builder();
		for (var word : query.words()) {
			words.add(needles.word(word), request.match() == Engine.Match.ALL ? Occur.MUST : Occur.SHOULD);
		}
		var all = new BooleanQuery.Builder().add(words.build(), Occur.MUST);
		query.words().forEach(word -> all.add(needles.inTitle(word), Occur.SHOULD));
		query.excluded().forEach(word -> all.add(needles.word(word), Occur.MUST_NOT));
		return all.build();
	}

	private Query filter(Engine.Request request) {
		var all = narrowed(request.filter()).add(is(Fields.KIND, request.kind().word()), Occur.FILTER);
		if (request.query().words().isEmpty()) {
			var needles = new Needles(searcher.getIndexReader());
			request.query().excluded().forEach(word -> all.add(needles.word(word), Occur.MUST_NOT));
		}
		return all.build();
	}

	/** Whether what counts holds a word between two spaces, or a noun. */
	boolean occurs(String word, Engine.Filter filter) throws IOException {
		var query = narrowed(filter).add(is(Fields.WORD, Corrections.typed(word)), Occur.FILTER).build();
		return searcher.search(query, new TopScoreDocCollectorManager(1, 1)).scoreDocs.length > 0;
	}

	static BooleanQuery.Builder narrowed(Engine.Filter filter) {
		var all = new BooleanQuery.Builder();
		if (filter.categories() != null) {
			all.add(in(Fields.CATEGORY, filter.categories()), Occur.FILTER);
		}
		if (filter.hiddenAuthors().length > 0) {
			all.add(in(Fields.AUTHOR, filter.hiddenAuthors()), Occur.MUST_NOT);
		}
		if (filter.tag() != null) {
			all.add(is(Fields.TAG, filter.tag()), Occur.FILTER);
		}
		if (filter.author() != null) {
			all.add(is(Fields.AUTHOR, filter.author().toString()), Occur.FILTER);
		}
		if (filter.from() != null || filter.to() != null) {
			all.add(LongPoint.newRangeQuery(Fields.AT, filter.from() == null ? Long.MIN_VALUE : micros(filter.from()),
					filter.to() == null ? Long.MAX_VALUE : micros(filter.to()) - 1), Occur.FILTER);
		}
		return all;
	}

	private static long micros(Instant time) {
		return time.toEpochMilli() * 1000;
	}

	private static Query is(String field, String value) {
		return new TermQuery(new Term(field, value));
	}

	private static Query in(String field, Long[] values) {
		return values.length == 1
				? is(field, String.valueOf(values[0]))
				: new TermInSetQuery(field, Arrays.stream(values).map(value -> new BytesRef(String.valueOf(value))).toList());
	}

	private Engine.Hits top(Engine.Request request, Query query) throws IOException {
		var sort = request.sort() == Engine.Sort.LATEST ? BY_TIME : BY_SCORE;
		var found = searcher.search(query,
				new TopFieldCollectorManager(sort, request.limit(), after(request), Integer.MAX_VALUE));
		return hits(Arrays.stream(found.scoreDocs).map(FieldDoc.class::cast).toList(), found.totalHits.value());
	}

	private static Engine.Hits hits(List<FieldDoc> found, long total) {
		var hits = new ArrayList<Engine.Hit>();
		for (var hit : found) {
			var keys = new ArrayList<Long>();
			for (var field : hit.fields) {
				keys.add(field instanceof Float score ? Float.floatToIntBits(score) : (Long) field);
			}
			hits.add(new Engine.Hit((Long) hit.fields[hit.fields.length - 1], List.copyOf(keys)));
		}
		return new Engine.Hits(hits, total);
	}

	private static @org.jspecify.annotations.Nullable FieldDoc after(Engine.Request request) {
		var keys = request.after();
		if (keys.isEmpty()) {
			return null;
		}
		var fields = keys.toArray();
		if (fields.length == 3) {
			fields[0] = Float.intBitsToFloat((int) (long) keys.getFirst());
		}
		return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
	}
}
