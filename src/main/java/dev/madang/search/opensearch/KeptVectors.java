package dev.madang.search.opensearch;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.madang.platform.engine.EngineAway;
import dev.madang.search.StoredVectors;
import dev.madang.search.lucene.Fields;

/** Reads the vectors of the index, a page at a time. */
final class KeptVectors implements StoredVectors {

	private static final int AT_ONCE = 2_000;

	private final OpenSearchServer server;

	private final SharedIndex index;

	KeptVectors(OpenSearchServer server, SharedIndex index) {
		this.server = server;
		this.index = index;
	}

	@Override
	public boolean each(Taker taker) throws IOException {
		try {
			return all(taker);
		}
		catch (EngineAway e) {
			throw new IOException(String.valueOf(e.getMessage()), e);
		}
	}

	private boolean all(Taker taker) throws IOException {
		index.look();
		if (index.state().isEmpty()) {
			return false;
		}
		var page = server.ask("/" + index.alias() + "/_search?scroll=2m",
				Map.of("size", AT_ONCE, "_source", false, "docvalue_fields", List.of(Fields.KIND, Fields.ID, Fields.VECTOR),
						"sort",
						List.of("_doc"), "track_total_hits", true, "query", Map.of("exists", Map.of("field", Fields.VECTOR))))
				.body();
		var all = page.path("hits").path("total").path("value").asDouble();
		var done = 0;
		while (page.path("hits").path("hits").size() > 0) {
			for (var hit : page.path("hits").path("hits")) {
				var fields = hit.path("fields");
				taker.take(fields.path(Fields.KIND).path(0).asString(), fields.path(Fields.ID).path(0).asLong(),
						Base64.getDecoder().decode(fields.path(Fields.VECTOR).path(0).asString()), done++ / all);
			}
			page = server.ask("/_search/scroll", Map.of("scroll", "2m", "scroll_id", page.path("_scroll_id").asString()))
					.body();
		}
		server.tell("DELETE", "/_search/scroll", Map.of("scroll_id", page.path("_scroll_id").asString()));
		return true;
	}
}
