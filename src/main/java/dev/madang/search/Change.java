package dev.madang.search;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What some rows of the log make look different: entries to be read again, and those under which all must be too. */
final class Change {

	private static final Set<Action> MERGES = EnumSet.of(Action.MERGED, Action.UNMERGED);

	/** After these, what stands under a thing comes or goes with it. */
	private static final Set<Action> COMINGS = EnumSet.of(Action.HIDDEN, Action.RESTORED);

	/** After these one is found as before, but for what is suggested by its name: the most liked first. */
	private static final Set<Action> LIKES = EnumSet.of(Action.LIKED, Action.UNLIKED);

	private final SearchKinds kinds;

	private final Map<SearchKind, Set<Long>> touched = new LinkedHashMap<>();

	private final Set<SearchEntry.Key> emptied = new HashSet<>();

	private final Map<SearchKind, long[]> ranges = new LinkedHashMap<>();

	private boolean everything;

	Change(Collection<Activity> rows, SearchKinds kinds, JsonMapper mapper) {
		this.kinds = kinds;
		for (var row : rows) {
			if (kinds.changedBy().stream().anyMatch(row.verb()::startsWith)) {
				read(row, mapper.readTree(row.detail()));
			}
		}
	}

	private void read(Activity row, JsonNode detail) {
		if ("archive.imported".equals(row.verb())) {
			kinds.all().forEach(kind -> range(kind, detail.path("ids").path(kind.word())));
			return;
		}
		var subject = row.subject() == null ? "" : row.subject();
		var kind = kinds.bySubject().get(subject.substring(0, Math.max(0, subject.indexOf(':'))));
		everything |= kinds.each().stream().anyMatch(each -> each.changesMany(row.verb(), detail));
		if (kind == null || LIKES.contains(row.type().action()) && !kind.isNamed()) {
			return;
		}
		var id = Long.parseLong(subject.substring(subject.indexOf(':') + 1));
		touch(kind, id);
		for (var other : List.of("into", "from")) {
			if (MERGES.contains(row.type().action()) && detail.path(other).isNumber()) {
				touch(kind, detail.path(other).asLong());
			}
		}
		if (!kinds.under(kind).isEmpty()
				&& (COMINGS.contains(row.type().action()) || detail.path("moved").asBoolean(false))) {
			emptied.add(new SearchEntry.Key(kind, id));
		}
	}

	private void touch(SearchKind kind, long id) {
		touched.computeIfAbsent(kind, any -> new HashSet<>()).add(id);
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

	/** What came, went or moved with all that stands under it. */
	Set<SearchEntry.Key> emptied() {
		return emptied;
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
