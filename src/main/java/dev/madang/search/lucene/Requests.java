package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.SearchKind;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** Answers requests from one view of an index. */
public final class Requests {

	/** Words that so many texts hold mean too little for some of these to be nearer than others. */
	public static final int MOST_LIFTED = 1_000;

	/** So many are found by meaning alone, where words find fewer. */
	public static final int MEANT_ALONE = 5;

	private final IndexSearcher searcher;

	private final Meaning meaning;

	Requests(IndexSearcher searcher, Meaning meaning) {
		this.searcher = searcher;
		this.meaning = meaning;
	}

	Map<SearchKind, Engine.Hits> find(Engine.Request request) throws IOException {
		var found = new HashMap<SearchKind, Engine.Hits>();
		try {
			for (var kinds : passes(request)) {
				found.putAll(new Pass(request, kinds).find());
			}
		}
		catch (UncheckedIOException e) {
			// of comparing hits; whoever asks knows what to do with an index that cannot be read
			throw e.getCause();
		}
		return found;
	}

	/** Kinds of which the same counts are looked for together. */
	private Collection<Set<SearchKind>> passes(Engine.Request request) throws IOException {
		var passes = new HashMap<Object, Set<SearchKind>>();
		var areToldApart = areToldApart();
		if (request.among().entrySet().stream()
				.anyMatch(each -> each.getKey().isInRoom() != (each.getValue().rooms() != null))) {
			throw new IllegalArgumentException("of which rooms is not said");
		}
		request.among().forEach((kind, filter) -> passes
				.computeIfAbsent(areToldApart ? narrowed(filter).build() : kind, any -> new HashSet<>()).add(kind));
		return passes.values();
	}

	/** An index of an earlier format, which answers until there is another, does not say of which kind a text is. */
	private boolean areToldApart() throws IOException {
		for (var leaf : searcher.getIndexReader().leaves()) {
			if (leaf.reader().getSortedDocValues(Fields.KIND) == null) {
				return false;
			}
		}
		return true;
	}

	private final class Pass {

		private final Engine.Request request;

		private final Set<SearchKind> kinds;

		/** The same for all. */
		private final Engine.Filter filter;

		private final Words words;

		Pass(Engine.Request request, Set<SearchKind> kinds) {
			this.kinds = kinds;
			var one = kinds.iterator().next();
			filter = Objects.requireNonNull(request.among().get(one));
			// a score would tell how frequent a word is in rooms of others
			this.request = one.isInRoom() ? request.by(Engine.Sort.LATEST) : request;
			words = new Words(request.query(), request.match(), new Needles(this::frequency, TextFields.of(one)));
		}

		private int frequency(Term term) {
			try {
				return searcher.getIndexReader().docFreq(term);
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		Map<SearchKind, Engine.Hits> find() throws IOException {
			var isByScore = request.sort() == Engine.Sort.RELEVANCE;
			var isMeant = request.meaning() && isByScore && request.query().hasWords()
					&& kinds.stream().anyMatch(SearchKind::isMeaningful);
			var rankings = new HashMap<String, Ranking>();
			kinds.forEach(kind -> rankings.put(kind.word(),
					new Ranking(request, searcher, isMeant && kind.isMeaningful() ? MOST_LIFTED : 0)));
			var query = kinds.size() == 1 ? both(words.texts(), kinds.iterator().next()) : both(words.texts());
			new Gathering(rankings, isByScore, isByScore ? Titles.of(words.titles(), searcher) : Titles.NONE).of(query,
					searcher);
			var vector = isMeant ? meaning.ofQuery(request.query().text()) : Optional.<byte[]>empty();
			var neighbours = vector.map(each -> new Neighbours(each, meaning.cells())).orElse(null);
			var hits = new HashMap<SearchKind, Engine.Hits>();
			for (var kind : kinds) {
				var ranking = Objects.requireNonNull(rankings.get(kind.word()));
				hits.put(kind, neighbours == null || !kind.isMeaningful() || ranking.total() > MOST_LIFTED
						? ranking.hits()
						: lifted(kind, ranking, neighbours));
			}
			return hits;
		}

		/** What words found is ordered by what it means too; where they found next to nothing, a few more are found by that alone. */
		private Engine.Hits lifted(SearchKind kind, Ranking ranking, Neighbours neighbours) throws IOException {
			if (ranking.total() >= MEANT_ALONE || !request.after().isEmpty()) {
				ranking.lift(neighbours.vector());
				return ranking.hits();
			}
			var near = neighbours.nearest(searcher, kind,
					narrowed(filter).add(is(Fields.KIND, kind.word()), Occur.FILTER).build(),
					MEANT_ALONE);
			if (near.isEmpty()) {
				return ranking.hits();
			}
			var more = new BooleanQuery.Builder().add(both(words.textsAndTitles(), kind), Occur.SHOULD)
					.add(near.get(), Occur.SHOULD).build();
			var all = new Ranking(request, searcher, 0);
			new Gathering(Map.of(kind.word(), all), true, Titles.NONE).of(more, searcher);
			return all.hits();
		}

		private Query both(Query words, SearchKind kind) {
			return new BooleanQuery.Builder().add(words, Occur.MUST)
					.add(narrowed(filter).add(is(Fields.KIND, kind.word()), Occur.FILTER).build(), Occur.FILTER).build();
		}

		/** A filter that only excludes finds nothing by itself. */
		private Query both(Query words) {
			return filter.isEverything()
					? words
					: new BooleanQuery.Builder().add(words, Occur.MUST)
							.add(narrowed(filter).add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).build(), Occur.FILTER).build();
		}
	}

	/** Whether what counts holds a term. */
	static boolean occurs(IndexSearcher searcher, Term term, Engine.Filter filter) throws IOException {
		var query = narrowed(filter).add(new TermQuery(term), Occur.FILTER).build();
		return searcher.search(query, new TopScoreDocCollectorManager(1, 1)).scoreDocs.length > 0;
	}

	static BooleanQuery.Builder narrowed(Engine.Filter filter) {
		var all = new BooleanQuery.Builder();
		if (filter.categories() != null) {
			all.add(in(Fields.CATEGORY, filter.categories()), Occur.FILTER);
		}
		if (filter.rooms() != null) {
			all.add(in(Fields.ROOM, filter.rooms().keySet().toArray(Long[]::new)), Occur.FILTER)
					.add(new ReadInRooms(filter.rooms()), Occur.FILTER);
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
}
