package dev.madang.search;

import java.util.List;
import java.util.Optional;

import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fetches vectors from an outside server for what has none yet, a batch at a time, between two looks at the log. That server
 * reads what everybody may read: what stands in another category has no vector.
 */
@Component
class Vectoring {

	private static final int AT_ONCE = 32;

	private final Engine engine;

	private final Meanings meanings;

	private final JdbcClient jdbc;

	private final Shelves shelves;

	private final SearchKinds kinds;

	Vectoring(Engine engine, Meanings meanings, JdbcClient jdbc, Shelves shelves, SearchKinds kinds) {
		this.kinds = kinds;
		this.shelves = shelves;
		this.engine = engine;
		this.meanings = meanings;
		this.jdbc = jdbc;
	}

	/** Returns whether there may be more to do at once. */
	boolean batch() {
		return meanings.outside()
				.map(outside -> kinds.all().stream().filter(SearchKind::isMeaningful).anyMatch(kind -> batch(outside, kind)))
				.orElse(false);
	}

	/** Asked once more of what is read: the index may not know yet that it was moved. */
	private boolean isForEverybody(SearchEntry entry) {
		return entry.origin().category() == 0 || shelves.isReadable(entry.origin().category(), Viewer.ANYBODY);
	}

	private boolean batch(OutsideVectors outside, SearchKind kind) {
		List<SearchEntry> entries = List.of();
		var filter = Engine.Filter
				.of(Optional.of(kind).filter(each -> each.has(SearchKind.Trait.IN_CATEGORY))
						.map(any -> shelves.readable(Viewer.ANYBODY)), new Long[0]);
		for (var ids = engine.withoutVector(kind, filter, 0, AT_ONCE); entries.isEmpty()
				&& !ids.isEmpty(); ids = engine.withoutVector(kind, filter, ids.getLast(), AT_ONCE)) {
			entries = kinds.source(kind).of(jdbc, ids).stream().filter(this::isForEverybody).toList();
		}
		if (entries.isEmpty()) {
			return false;
		}
		var vectors = outside.ofMany(entries.stream().map(entry -> entry.title() + "\n" + entry.body()).toList());
		if (vectors.isEmpty()) {
			return false;
		}
		engine.apply(entries, vectors);
		return true;
	}
}
