package dev.madang.search;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import dev.madang.activity.LogReader;
import dev.madang.activity.LogReader.Place;
import dev.madang.platform.Cursor;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds things of all kinds. What a viewer may not see is neither shown nor counted. Where nothing
 * holds all words, what holds some of them is found, and then what holds words like them.
 */
@Component
public class Search {

	/** A query that nothing matches may be answered from a few more: fewer hits than this invite a correction. */
	private static final int FEW = 3;

	/** While fewer things have changed than this since the index was up to date, only these are looked through. */
	private static final int MOST_CHANGED = 5_000;

	private final Engine engine;

	private final QueryReader reader;

	private final Corrector corrector;

	private final FoundRows rows;

	private final DatabaseSearch database;

	private final LogReader log;

	private final Narrowing narrowing;

	Search(Engine engine, QueryReader reader, Corrector corrector, FoundRows rows, DatabaseSearch database, LogReader log,
			Narrowing narrowing) {
		this.engine = engine;
		this.reader = reader;
		this.corrector = corrector;
		this.rows = rows;
		this.database = database;
		this.log = log;
		this.narrowing = narrowing;
	}

	/** @throws Problem 400 for a query that asks for nothing or too much, or a cursor that is not one of this search */
	public Answer find(SearchRequest request, Viewer viewer) {
		var begun = System.nanoTime();
		var query = reader.read(request.text());
		if (query.isEmpty() && request.tag() == null && request.author() == null && request.category() == null) {
			throw Problem.malformed("query-empty");
		}
		if (request.cursor() != null && request.kinds().size() != 1) {
			throw Problem.malformed("bad-cursor");
		}
		var behind = behindSeconds();
		var answer = new Finding(request, viewer, behind).answer(query);
		return new Answer(answer.groups(), (System.nanoTime() - begun) / 1_000_000, answer.index(), answer.correction(),
				answer.relaxed());
	}

	/** Since the oldest change that cannot be found yet was made, which is the first of all without an index; 0 if there is none. */
	public long behindSeconds() {
		return log.oldestAfter(engine.place().orElse(Place.START), rows.kinds().changedBy())
				.map(at -> Math.max(1, Duration.between(at, Instant.now()).toSeconds() + 1)).orElse(engine.isReady() ? 0L : 1L);
	}

	/** One search: what it may find is decided once. */
	private final class Finding {

		private final SearchRequest request;

		private final Viewer viewer;

		private final long behind;

		private String state;

		Finding(SearchRequest request, Viewer viewer, long behind) {
			this.request = request;
			this.viewer = viewer;
			this.behind = behind;
			state = engine.isReady() ? "ready" : "building";
		}

		Answer answer(Query query) {
			var all = groups(query, Engine.Match.ALL);
			var total = all.stream().mapToLong(Answer.Group::total).sum();
			if (!query.hasWords() || !engine.isReady() || request.cursor() != null) {
				return answer(all, null, false);
			}
			var corrected = corrector.correct(query, total < FEW ? 0 : total, narrowing.seen(request, query, viewer));
			if (total > 0) {
				return answer(all, corrected.orElse(null), false);
			}
			var some = query.words().size() > 1 ? groups(query, Engine.Match.ANY) : all;
			if (some.stream().allMatch(group -> group.total() == 0) && corrected.isPresent()) {
				some = groups(reader.read(corrected.get()), Engine.Match.ANY);
			}
			return answer(some, corrected.orElse(null), some.stream().anyMatch(group -> group.total() > 0));
		}

		private Answer answer(List<Answer.Group> groups, @Nullable String correction, boolean relaxed) {
			return new Answer(groups, 0, new Answer.Index(behind, state), correction, relaxed);
		}

		private List<Answer.Group> groups(Query query, Engine.Match match) {
			var kinds = request.kinds().isEmpty() ? rows.kinds().all(viewer) : request.kinds();
			var among = new HashMap<SearchKind, Engine.Filter>();
			kinds.forEach(kind -> narrowing.of(kind, request, query, viewer).ifPresent(filter -> among.put(kind, filter)));
			var cursor = Cursor.read(request.cursor(), name(kinds.getFirst()),
					sort(kinds.getFirst()) == Engine.Sort.LATEST ? 2 : 3);
			var hits = engine.findEach(new Engine.Request(among, query, match, request.sort(), match == Engine.Match.ALL,
					cursor == null ? List.of() : cursor.keys(), request.limit() + 1));
			return kinds.stream().map(kind -> among.containsKey(kind)
					? group(kind, query, among.get(kind), hits.getOrDefault(kind, Engine.Hits.NONE))
					: new Answer.Group(kind, 0, false, List.of(), null)).toList();
		}

		private Engine.Sort sort(SearchKind kind) {
			return kind.isInRoom() ? Engine.Sort.LATEST : request.sort();
		}

		/** Of the cursors of a kind. */
		private String name(SearchKind kind) {
			return "found-" + kind.word() + "-" + sort(kind).name().toLowerCase(Locale.ROOT);
		}

		private Answer.Group group(SearchKind kind, Query query, Engine.Filter filter, Engine.Hits hits) {
			if (hits.total() == 0 && isBehind(kind) && request.cursor() == null) {
				return fromDatabase(kind, query, filter);
			}
			var shown = hits.hits().stream().limit(request.limit()).toList();
			var ids = shown.stream().map(Engine.Hit::id).toList();
			var found = rows.of(kind, ids, query, viewer);
			var next = hits.hits().size() > request.limit()
					? Cursor.of(name(kind), shown.getLast().keys().stream().mapToLong(Long::longValue).toArray())
					: null;
			return new Answer.Group(kind, hits.total() - ids.size() + found.size(), false, found, next);
		}

		/** Of a chat something is nearly always to be read still: that is no reason to look for posts in the tables. */
		private boolean isBehind(SearchKind kind) {
			return !engine.isReady() || behind > 0 && log
					.oldestAfter(engine.place().orElse(Place.START), rows.kinds().changedBy(kind)).isPresent();
		}

		private Answer.Group fromDatabase(SearchKind kind, Query query, Engine.Filter filter) {
			var place = engine.place();
			state = place.isPresent() ? "behind" : "building";
			var changed = place.flatMap(at -> log.subjectsAfter(at, kind.subject(), MOST_CHANGED));
			var ids = database.find(kind, query, filter, changed.orElse(null), request.limit() + 1, viewer);
			if (ids.isEmpty() && place.isEmpty()) {
				throw Problem.later(503, "index-not-ready", 30);
			}
			var found = rows.of(kind, ids.orElse(List.of()).stream().limit(request.limit()).toList(), query, viewer);
			var isAtLeast = place.isEmpty() || ids.isEmpty() || ids.get().size() > request.limit();
			return new Answer.Group(kind, found.size(), isAtLeast, found, null);
		}
	}
}
