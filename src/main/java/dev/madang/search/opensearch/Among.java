package dev.madang.search.opensearch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.search.Engine;
import dev.madang.search.SearchKind;
import dev.madang.search.lucene.Fields;
import org.jspecify.annotations.Nullable;

/** Which entries count, in OpenSearch's words. */
record Among(List<Map<String, Object>> all, List<Map<String, Object>> none) {

	/** What stands in a room after a place, of the rooms that one reads. */
	private static final String READ = "def after = params.rooms[doc['room'].value.toString()]; "
			+ "return after != null && doc['place'].value > after";

	static Among of(Engine.Filter filter) {
		var all = new ArrayList<Map<String, Object>>();
		if (filter.categories() != null) {
			all.add(in(Fields.CATEGORY, List.of(filter.categories())));
		}
		if (filter.rooms() != null) {
			all.add(in(Fields.ROOM, List.copyOf(filter.rooms().keySet())));
			all.add(Map.of("script",
					Map.of("script", Map.of("source", READ, "params", Map.of("rooms", words(filter.rooms()))))));
		}
		if (filter.tag() != null) {
			all.add(Map.of("term", Map.of(Fields.TAG, filter.tag())));
		}
		if (filter.author() != null) {
			all.add(Map.of("term", Map.of(Fields.AUTHOR, filter.author().toString())));
		}
		if (filter.from() != null || filter.to() != null) {
			all.add(Map.of("range", Map.of(Fields.AT, between(filter.from(), filter.to()))));
		}
		return new Among(List.copyOf(all), filter.hiddenAuthors().length == 0
				? List.of()
				: List.of(in(Fields.AUTHOR, Arrays.asList(filter.hiddenAuthors()))));
	}

	private static Map<String, Long> words(Map<Long, Long> rooms) {
		var words = new HashMap<String, Long>();
		rooms.forEach((room, after) -> words.put(room.toString(), after));
		return words;
	}

	private static Map<String, Object> between(@Nullable Instant from, @Nullable Instant to) {
		var between = new HashMap<String, Object>();
		if (from != null) {
			between.put("gte", from.toEpochMilli() * 1000);
		}
		if (to != null) {
			between.put("lt", to.toEpochMilli() * 1000);
		}
		return between;
	}

	private static Map<String, Object> in(String field, List<Long> values) {
		return Map.of("terms", Map.of(field, values.stream().map(String::valueOf).toList()));
	}

	Among of(SearchKind kind) {
		return and(Map.of("term", Map.of(Fields.KIND, kind.word())));
	}

	Among and(Map<String, Object> filter) {
		var more = new ArrayList<>(all);
		more.add(filter);
		return new Among(List.copyOf(more), none);
	}

	/** Without a score. */
	Map<String, Object> query() {
		return Map.of("bool", Map.of("filter", all, "must_not", none));
	}

	/** With the score of what must be there besides. */
	Map<String, Object> query(Map<String, Object> words) {
		return Map.of("bool", Map.of("filter", all, "must_not", none, "must", List.of(words)));
	}
}
