package dev.madang.search;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Fetches vectors from an outside server for what has none yet, a batch at a time, between two looks at the log. */
@Component
class Vectoring {

	private static final int AT_ONCE = 32;

	private final Engine engine;

	private final Meanings meanings;

	private final JdbcClient jdbc;

	Vectoring(Engine engine, Meanings meanings, JdbcClient jdbc) {
		this.engine = engine;
		this.meanings = meanings;
		this.jdbc = jdbc;
	}

	/** Returns whether there may be more to do at once. */
	boolean batch() {
		return meanings.outside().map(outside -> batch(outside, Kind.POST) || batch(outside, Kind.ITEM)).orElse(false);
	}

	private boolean batch(OutsideVectors outside, Kind kind) {
		var ids = engine.withoutVector(kind, 0, AT_ONCE);
		if (ids.isEmpty()) {
			return false;
		}
		List<Entry> entries = Sources.of(kind).of(jdbc, ids);
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
