package dev.madang.search;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Activity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What some rows of the log make look different: entries to be read again, and posts whose comments must be too. */
final class Change {

	/** The beginnings of the verbs after which something else is found than before. */
	static final List<String> VERBS = List.of("post.", "comment.", "item.", "product.", "member.joined", "member.changed",
			"member.withdrawn", "member.dormant", "member.state-ended", "member.claimed", "category.removed",
			"archive.imported");

	private static final Map<String, SearchKind> KINDS = Map.of("post", SearchKind.POST, "comment", SearchKind.COMMENT, "item",
			SearchKind.ITEM,
			"member", SearchKind.USER, "product", SearchKind.PRODUCT);

	private final Map<SearchKind, Set<Long>> touched = new EnumMap<>(SearchKind.class);

	private final Set<Long> threads = new HashSet<>();

	private final Map<SearchKind, long[]> ranges = new EnumMap<>(SearchKind.class);

	private boolean everything;

	Change(Collection<Activity> rows, JsonMapper mapper) {
		for (var row : rows) {
			if (VERBS.stream().anyMatch(row.verb()::startsWith)) {
				read(row, mapper.readTree(row.detail()));
			}
		}
	}

	private void read(Activity row, JsonNode detail) {
		if ("archive.imported".equals(row.verb())) {
			KINDS.forEach((word, kind) -> range(kind, detail.path("ids").path("member".equals(word) ? "user" : word)));
			return;
		}
		var subject = row.subject() == null ? "" : row.subject();
		var kind = KINDS.get(subject.substring(0, Math.max(0, subject.indexOf(':'))));
		if ("category.removed".equals(row.verb())) {
			everything |= detail.path("movedPosts").asBoolean(false);
		}
		else if (kind != null) {
			var id = Long.valueOf(subject.substring(subject.indexOf(':') + 1));
			touched.computeIfAbsent(kind, any -> new HashSet<>()).add(id);
			for (var other : List.of("into", "from")) {
				if (kind == SearchKind.ITEM && detail.path(other).isNumber()) {
					touched.computeIfAbsent(kind, any -> new HashSet<>()).add(detail.path(other).asLong());
				}
			}
			if (kind == SearchKind.POST && (Set.of("post.hidden", "post.restored").contains(row.verb())
					|| detail.path("moved").asBoolean(false))) {
				threads.add(id);
			}
		}
	}

	private void range(SearchKind kind, JsonNode range) {
		if (range.isArray()) {
			ranges.merge(kind, new long[]{ range.get(0).asLong(), range.get(1).asLong() },
					(a, b) -> new long[]{ Math.min(a[0], b[0]), Math.max(a[1], b[1]) });
		}
	}

	Map<SearchKind, Set<Long>> touched() {
		return touched;
	}

	/** Posts that came or went, with all that is under them. */
	Set<Long> threads() {
		return threads;
	}

	/** Of what was imported: the first and the last id. */
	Map<SearchKind, long[]> ranges() {
		return ranges;
	}

	/** Whether so much moved that the index is better built again. */
	boolean everything() {
		return everything;
	}
}
