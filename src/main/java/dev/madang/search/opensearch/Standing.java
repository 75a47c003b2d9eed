package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.search.lucene.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Entries that are looked for by what they are, and not by what they say: page by page, in the order of kinds and ids. */
record Standing(OpenSearchServer server, String index) {

	private static final int AT_ONCE = 1_000;

	/** The keys of all that stands under some others. */
	List<String> under(Collection<String> keys) {
		var all = new ArrayList<String>();
		var query = new Among(List.of(Map.of("terms", Map.of(Fields.UNDER, keys))), List.of()).query();
		List<JsonNode> page;
		@Nullable
		List<Object> after = null;
		do {
			page = page(query, after, AT_ONCE);
			for (var hit : page) {
				all.add(hit.path("_id").asString());
				after = List.of(hit.path("sort").get(0).asString(), hit.path("sort").get(1).asLong());
			}
		}
		while (page.size() == AT_ONCE);
		return all;
	}

	/** @param among of one kind */
	List<Long> withoutVector(Among among, long after, int limit) {
		var none = new ArrayList<>(among.none());
		none.add(Map.of("exists", Map.of("field", Fields.VECTOR)));
		var query = new Among(among.and(Map.of("range", Map.of(Fields.ID, Map.of("gt", after)))).all(), none).query();
		return page(query, null, limit).stream().map(hit -> hit.path("sort").get(1).asLong()).toList();
	}

	private List<JsonNode> page(Map<String, Object> query, @Nullable List<Object> after, int size) {
		var search = new LinkedHashMap<String, Object>();
		search.put("size", size);
		search.put("_source", false);
		search.put("query", query);
		search.put("sort", List.of(Map.of(Fields.KIND, "asc"), Map.of(Fields.ID, "asc")));
		if (after != null) {
			search.put("search_after", after);
		}
		return server.search(index, 0, List.of(search)).stream()
				.flatMap(answer -> answer.path("hits").path("hits").valueStream()).toList();
	}
}
