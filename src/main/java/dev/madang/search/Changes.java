package dev.madang.search;

import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.madang.activity.LogReader;
import dev.madang.activity.LogReader.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes rows of the log into the index: reads again, from the tables, whatever they say is found otherwise than before. */
@Component
class Changes {

	/** Few enough for one thread of the index, and for memory. */
	private static final int AT_ONCE = 50;

	private final Engine engine;

	private final Builds builds;

	private final SearchKinds kinds;

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	Changes(Engine engine, Builds builds, SearchKinds kinds, JdbcClient jdbc, JsonMapper mapper) {
		this.engine = engine;
		this.builds = builds;
		this.kinds = kinds;
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/** @param running whether there is time for more; what is not done then is begun again later */
	void take(LogReader.Rest rest, Place place, BooleanSupplier running) {
		var change = new Change(rest.rows(), kinds, mapper);
		if (change.everything()) {
			builds.ask();
		}
		change.ranges().forEach((kind, range) -> imported(kind, range[0] - 1, range[1], place, running));
		change.emptied().forEach(key -> under(key, place));
		change.touched().forEach((kind, ids) -> {
			read(kind, List.copyOf(ids), place);
			kinds.get(kind).changedWith(ids).forEach((word, others) -> read(kinds.of(word), others, place));
		});
		engine.apply(List.of(), List.of(), List.of(), place, rest.end());
	}

	private void read(SearchKind kind, List<Long> ids, Place place) {
		for (int from = 0; from < ids.size(); from += AT_ONCE) {
			var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
			var found = kinds.source(kind).of(jdbc, some);
			var missing = new HashSet<>(some);
			found.forEach(entry -> missing.remove(entry.id()));
			engine.apply(found, missing.stream().map(id -> new SearchEntry.Key(kind, id)).toList(), List.of(), place, place);
		}
	}

	private void imported(SearchKind kind, long first, long last, Place place, BooleanSupplier running) {
		for (long after = first; after < last && running.getAsBoolean(); after += Source.AT_ONCE) {
			engine.apply(kinds.source(kind).after(jdbc, after), List.of(), List.of(), place, place);
		}
	}

	/** What stands under something that came back or moved. */
	private void under(SearchEntry.Key key, Place place) {
		engine.apply(List.of(), List.of(), List.of(key), place, place);
		for (var kind : kinds.under(key.kind())) {
			var ids = kind.under(key.id());
			for (int from = 0; from < ids.size(); from += Source.AT_ONCE) {
				engine.apply(kind.source().of(jdbc, ids.subList(from, Math.min(ids.size(), from + Source.AT_ONCE))), List.of(),
						List.of(), place, place);
			}
		}
	}
}
