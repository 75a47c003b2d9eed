package dev.madang.search;

import java.util.List;
import java.util.Optional;

import dev.madang.activity.LogReader;
import dev.madang.board.KeywordIndex;
import dev.madang.language.Folding;
import org.springframework.stereotype.Component;

/** Answers the lists of posts from the index: every word of a keyword, as search finds it, without search's operators. */
@Component
class IndexedKeywords implements KeywordIndex {

	/** So many rows of the log, or fewer, may be missing in the index. */
	private static final int MOST_CHANGED = 1_000;

	private final Engine engine;

	private final QueryReader reader;

	private final LogReader log;

	IndexedKeywords(Engine engine, QueryReader reader, LogReader log) {
		this.engine = engine;
		this.reader = reader;
		this.log = log;
	}

	@Override
	public boolean isReady() {
		return engine.isReady();
	}

	@Override
	public Optional<Found> find(Request request) {
		var query = reader.read(plain(request.keyword()));
		return engine.place().filter(place -> query.hasWords())
				.flatMap(place -> log.subjectsAfter(place, SearchKind.POST.subject(), MOST_CHANGED))
				.map(changed -> found(request, query, changed)).filter(found -> engine.isReady());
	}

	private Found found(Request request, Query query, List<Long> changed) {
		var before = request.until() == null ? null : request.until().plusMillis(1);
		var filter = new Engine.Filter(request.categories(), request.hidden(),
				request.tag() == null ? null : Folding.folded(request.tag()), null, null, before);
		var hits = engine.find(new Engine.Request(SearchKind.POST, query, filter, Engine.Match.ALL, Engine.Sort.LATEST, false,
				List.of(), request.most()));
		return new Found(hits.hits().stream().map(Engine.Hit::id).toList(), hits.total() <= hits.hits().size(), changed);
	}

	private static String plain(String keyword) {
		return keyword.replaceAll("[:\"“”]|(?<!\\S)-+", " ");
	}
}
