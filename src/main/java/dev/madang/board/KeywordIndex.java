package dev.madang.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.madang.activity.LogReader;
import dev.madang.language.Folding;
import dev.madang.search.Engine;
import dev.madang.search.Query;
import dev.madang.search.QueryReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the lists of posts from the index: every word of a keyword, as search finds it, without search's operators. */
@Component
class KeywordIndex {

	/**
	 * @param categories among which to look, or null for all
	 * @param hidden the authors that are left out
	 * @param tag in lower case, or null for any
	 * @param until the latest time of a post, or null for any
	 * @param most so many posts, the latest
	 */
	record Request(String keyword, Long @Nullable [] categories, Long[] hidden, @Nullable String tag, @Nullable Instant until,
			int most) {
	}

	/**
	 * @param isAll whether there are no others
	 * @param changed the posts of which it does not know yet how they are now
	 */
	record Found(List<Long> ids, boolean isAll, List<Long> changed) {
	}

	/** So many rows of the log, or fewer, may be missing in the index. */
	private static final int MOST_CHANGED = 1_000;

	private final Engine engine;

	private final QueryReader reader;

	private final LogReader log;

	KeywordIndex(Engine engine, QueryReader reader, LogReader log) {
		this.engine = engine;
		this.reader = reader;
		this.log = log;
	}

	/** Whether there is an index to ask. */
	boolean isReady() {
		return engine.isReady();
	}

	/** Empty if it cannot say: while there is none or too much has changed since, or because the keyword has no word in it. */
	Optional<Found> find(Request request) {
		var query = reader.read(plain(request.keyword()));
		return engine.place().filter(place -> query.hasWords())
				.flatMap(place -> log.subjectsAfter(place, PostSearch.KIND.subject(), MOST_CHANGED))
				.map(changed -> found(request, query, changed)).filter(found -> engine.isReady());
	}

	private Found found(Request request, Query query, List<Long> changed) {
		var before = request.until() == null ? null : request.until().plusMillis(1);
		var filter = new Engine.Filter(request.categories(), request.hidden(),
				request.tag() == null ? null : Folding.folded(request.tag()), null, null, before);
		var hits = engine.find(new Engine.Request(PostSearch.KIND, query, filter, Engine.Match.ALL, Engine.Sort.LATEST, false,
				List.of(), request.most()));
		return new Found(hits.hits().stream().map(Engine.Hit::id).toList(), hits.total() <= hits.hits().size(), changed);
	}

	private static String plain(String keyword) {
		return keyword.replaceAll("[:\"“”]|(?<!\\S)-+", " ");
	}
}
