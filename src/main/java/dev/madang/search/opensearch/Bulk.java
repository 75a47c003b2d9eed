package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

/** Changes of an index that are sent together. What was stored by whoever had read more of the log stays. */
final class Bulk {

	/** Several of these are sent one after the other, in characters: servers refuse, and clients hang on, much larger ones. */
	static final int MOST = 1_500_000;

	private static final JsonMapper MAPPER = new JsonMapper();

	/** Those that go together. */
	record Line(String key, String text) {
	}

	private Bulk() {
	}

	/** @param age of what it was read from */
	static Line put(String key, long age, Map<String, Object> document) {
		return new Line(key, action("index", key, age) + "\n" + MAPPER.writeValueAsString(document) + "\n");
	}

	static Line remove(String key, long age) {
		return new Line(key, action("delete", key, age) + "\n");
	}

	private static String action(String action, String key, long age) {
		return MAPPER.writeValueAsString(Map.of(action, Map.of("_id", key, "version", age, "version_type", "external_gte")));
	}

	/** Sends them in their order; returns the keys of those that cannot be stored as they are. */
	static Set<String> send(OpenSearchServer server, String index, Collection<Line> lines) {
		var refused = new HashSet<String>();
		var some = new ArrayList<Line>();
		var size = 0;
		for (var line : lines) {
			if (size > 0 && size + line.text().length() > MOST) {
				refused.addAll(sendAll(server, index, some));
				some.clear();
				size = 0;
			}
			some.add(line);
			size += line.text().length();
		}
		refused.addAll(sendAll(server, index, some));
		return refused;
	}

	private static List<String> sendAll(OpenSearchServer server, String index, List<Line> lines) {
		if (lines.isEmpty()) {
			return List.of();
		}
		var text = new StringBuilder();
		lines.forEach(line -> text.append(line.text()));
		return server.bulk(index, text.toString()).stream().filter(item -> item.path("status").asInt() == 400)
				.map(item -> item.path("_id").asString()).toList();
	}
}
