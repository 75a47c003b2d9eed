package dev.madang.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.language.Language;
import dev.madang.platform.Viewer;
import dev.madang.platform.replica.ReplicaReads;
import org.springframework.stereotype.Component;

/**
 * Makes rows of what the index found, one statement a group. The tables have the last word on what a viewer may see: what
 * was hidden a moment ago is left out here, whether or not the index knows; for guests who are answered from a replica, a second later.
 */
@Component
class FoundRows {

	private final ReplicaReads reads;

	private final Shelves shelves;

	private final SearchKinds kinds;

	private final Language language;

	FoundRows(ReplicaReads reads, Shelves shelves, SearchKinds kinds, Language language) {
		this.reads = reads;
		this.shelves = shelves;
		this.kinds = kinds;
		this.language = language;
	}

	SearchKinds kinds() {
		return kinds;
	}

	List<Found> of(SearchKind kind, List<Long> ids, Query query, Viewer viewer) {
		if (ids.isEmpty()) {
			return List.of();
		}
		var searchable = kinds.get(kind);
		var highlights = new Highlights(language.korean(), query);
		Map<Long, Found> found = new HashMap<>();
		reads.read(viewer, jdbc -> jdbc.sql(searchable.rows()).param("ids", ids.toArray(Long[]::new))
				.param("categories", shelves.readable(viewer)).param("hidden", shelves.hidden(kind, viewer))
				.param("viewer", viewer.id()).param("whole", shelves.isReadableWhole(viewer))
				.query((row, number) -> searchable.found(row, highlights)).list()).forEach(row -> found.put(row.id(), row));
		return ids.stream().map(found::get).filter(Objects::nonNull).toList();
	}
}
