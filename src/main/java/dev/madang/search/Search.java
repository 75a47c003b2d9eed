package dev.madang.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.madang.activity.LogReader;
import dev.madang.activity.LogReader.Place;
import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.member.Members;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Cursor;
import dev.madang.platform.Problem;
import dev.madang.search.SearchKind.Trait;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds posts, comments, items, members, tags and products. What a viewer may not see is neither shown nor counted. Where nothing
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

	private final Categories categories;

	private final Members members;

	private final CommunityZone zone;

	Search(Engine engine, QueryReader reader, Corrector corrector, FoundRows rows, DatabaseSearch database, LogReader log,
			Categories categories, Members members, CommunityZone zone) {
		this.engine = engine;
		this.reader = reader;
		this.corrector = corrector;
		this.rows = rows;
		this.database = database;
		this.log = log;
		this.categories = categories;
		this.members = members;
		this.zone = zone;
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
				.map(at -> Math.max(1, Duration.between(at, Instant.now()).toSeconds() + 1)).orElse(0L);
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
			var corrected = corrector.correct(query, total < FEW ? 0 : total,
					Engine.Filter.of(readable(query), categories.tree().hidden(viewer)));
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
			var groups = new ArrayList<Answer.Group>();
			for (var kind : request.kinds().isEmpty() ? rows.kinds().all() : request.kinds()) {
				groups.add(group(kind, query, match));
			}
			return groups;
		}

		private Answer.Group group(SearchKind kind, Query query, Engine.Match match) {
			var filter = filter(kind, query);
			if (filter.isEmpty()) {
				return new Answer.Group(kind, 0, false, List.of(), null);
			}
			var name = "found-" + kind.word() + "-" + request.sort().name().toLowerCase(java.util.Locale.ROOT);
			var cursor = Cursor.read(request.cursor(), name, request.sort() == Engine.Sort.LATEST ? 2 : 3);
			var asked = new Engine.Request(kind, query, filter.get(), match, request.sort(), match == Engine.Match.ALL,
					cursor == null ? List.of() : cursor.keys(), request.limit() + 1);
			var hits = engine.find(asked);
			if (hits.total() == 0 && (behind > 0 || !engine.isReady()) && cursor == null) {
				return fromDatabase(kind, query, filter.get());
			}
			var shown = hits.hits().stream().limit(request.limit()).toList();
			var ids = shown.stream().map(Engine.Hit::id).toList();
			var found = rows.of(kind, ids, query, viewer);
			var next = hits.hits().size() > request.limit()
					? Cursor.of(name, shown.getLast().keys().stream().mapToLong(Long::longValue).toArray())
					: null;
			return new Answer.Group(kind, hits.total() - ids.size() + found.size(), false, found, next);
		}

		private Answer.Group fromDatabase(SearchKind kind, Query query, Engine.Filter filter) {
			var place = engine.place();
			if (place.isPresent()) {
				state = "behind";
			}
			var changed = place.flatMap(at -> log.subjectsAfter(at, kind.subject(), MOST_CHANGED));
			var ids = database.find(kind, query, filter, changed.orElse(null), request.limit() + 1, viewer);
			if (ids.isEmpty() && place.isEmpty()) {
				throw Problem.later(503, "index-not-ready", 30);
			}
			var found = rows.of(kind, ids.orElse(List.of()).stream().limit(request.limit()).toList(), query, viewer);
			var isAtLeast = ids.isEmpty() || ids.get().size() > request.limit();
			return new Answer.Group(kind, found.size(), isAtLeast, found, null);
		}

		/** Empty where the filters leave nothing of a kind. */
		private Optional<Engine.Filter> filter(SearchKind kind, Query query) {
			var tag = request.tag() != null ? request.tag() : query.tag();
			var handle = request.author() != null ? request.author() : query.author();
			var isWriting = kind.has(Trait.IN_CATEGORY);
			var slug = request.category() != null ? request.category() : query.category();
			var hasTime = kind.has(Trait.DATED);
			if (!isWriting && slug != null || !hasTime && (handle != null || query.before() != null || query.after() != null)
					|| tag != null && !kind.has(Trait.TAGGED)) {
				return Optional.empty();
			}
			var author = handle == null ? Optional.<Long>empty() : members.find(handle).map(member -> member.id());
			var among = isWriting ? readable(query) : Optional.<Long[]>empty();
			if (handle != null && author.isEmpty() || among.isPresent() && among.get().length == 0) {
				return Optional.empty();
			}
			return Optional.of(new Engine.Filter(among.orElse(null), categories.tree().hidden(viewer),
					tag == null ? null : dev.madang.language.Folding.folded(tag), author.orElse(null),
					later(request.from(), start(query.after())), earlier(request.to(), start(query.before()))));
		}

		/** The categories among which to look; empty for all. */
		private Optional<Long[]> readable(Query query) {
			var slug = request.category() != null ? request.category() : query.category();
			var tree = categories.tree();
			if (slug == null) {
				return tree.isReadableWhole(viewer)
						? Optional.empty()
						: Optional.of(tree.readable(viewer).stream().map(Category::id).toArray(Long[]::new));
			}
			return Optional.of(tree.find(slug).filter(category -> tree.isReadable(category.id(), viewer)).stream()
					.flatMap(category -> tree.within(category, viewer).stream()).map(Category::id).toArray(Long[]::new));
		}

		private @Nullable Instant start(@Nullable LocalDate day) {
			return day == null ? null : day.atStartOfDay(zone.zone()).toInstant();
		}

		private @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
			return a == null || b != null && b.isAfter(a) ? b : a;
		}

		private @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
			return a == null || b != null && b.isBefore(a) ? b : a;
		}
	}
}
