package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.SearchKind;
import dev.madang.search.lucene.Fields;
import dev.madang.search.lucene.Needles;
import dev.madang.search.lucene.Neighbours;
import dev.madang.search.lucene.Requests;
import dev.madang.search.lucene.TextFields;
import dev.madang.search.lucene.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers one request: what Lucene's index is asked, all kinds at once, and again only where words find next to nothing. */
final class Finding {

	/** Vectors of an outside server have no cells: so many of those that count are looked through. */
	private static final int MOST_COMPARED = 100_000;

	private final OpenSearchServer server;

	private final String index;

	private final Engine.Request request;

	private final Meaning meaning;

	private final Optional<byte[]> vector;

	private final List<OfKind> kinds;

	Finding(OpenSearchServer server, String index, Engine.Request request, Meaning meaning, Frequencies frequencies) {
		this.server = server;
		this.index = index;
		this.request = request;
		this.meaning = meaning;
		var isMeant = request.meaning() && request.sort() == Engine.Sort.RELEVANCE && request.query().hasWords()
				&& request.among().keySet().stream().anyMatch(SearchKind::isMeaningful);
		vector = isMeant ? meaning.ofQuery(request.query().text()) : Optional.empty();
		kinds = request.among().entrySet().stream()
				.map(each -> new OfKind(each.getKey(), each.getValue(), frequencies)).toList();
	}

	/** What is asked of one kind. */
	private final class OfKind {

		private final SearchKind kind;

		private final Among among;

		private final Map<String, Object> query;

		private final boolean isByScore;

		private final byte @Nullable [] vector;

		private Engine.Hits hits = Engine.Hits.NONE;

		/** What means the same, of which words found next to nothing. */
		private List<String> near = List.of();

		OfKind(SearchKind kind, Engine.Filter filter, Frequencies frequencies) {
			if (kind.isInRoom() != (filter.rooms() != null)) {
				throw new IllegalArgumentException("of which rooms is not said");
			}
			this.kind = kind;
			among = Among.of(filter).of(kind);
			// a score would tell how frequent a word is in rooms of others
			isByScore = request.sort() == Engine.Sort.RELEVANCE && !kind.isInRoom();
			vector = kind.isMeaningful() ? Finding.this.vector.orElse(null) : null;
			var words = frequencies.counting(frequency -> {
				var asked = new Words(request.query(), request.match(), new Needles(frequency, TextFields.of(kind)));
				return QueryJson.of(isByScore ? asked.textsAndTitles() : asked.texts());
			});
			query = isByScore ? among.query(words) : among.and(words).query();
		}

		Map<String, Object> search(Map<String, Object> asked) {
			var search = new LinkedHashMap<String, Object>();
			search.put("query", asked);
			search.put("size", request.limit());
			search.put("_source", false);
			search.put("track_total_hits", true);
			var latest = List.of(Map.of(Fields.AT, "desc"), Map.of(Fields.ID, "desc"));
			var sort = new ArrayList<Map<String, String>>();
			if (isByScore) {
				sort.add(Map.of("_score", "desc"));
			}
			sort.addAll(latest);
			search.put("sort", sort);
			if (!request.after().isEmpty()) {
				search.put("search_after", after(request.after()));
			}
			return search;
		}

		/** The keys of a hit as OpenSearch has them. */
		private List<? extends Number> after(List<Long> keys) {
			return isByScore
					? List.of(Float.intBitsToFloat((int) (long) keys.getFirst()), keys.get(keys.size() - 2), keys.getLast())
					: keys.subList(Math.max(0, keys.size() - 2), keys.size());
		}

		/** As many as are lifted, and one more, which tells that none is. */
		Map<String, Object> lifted(byte[] by) {
			var search = search(Scripts.lifted(query, by));
			search.put("terminate_after", Requests.MOST_LIFTED + 1);
			return search;
		}

		boolean isNextToNothing() {
			return vector != null && hits.total() < Requests.MEANT_ALONE && request.after().isEmpty();
		}

		Map<String, Object> neighbours(byte[] of) {
			var search = new LinkedHashMap<String, Object>();
			search.put("size", Requests.MEANT_ALONE);
			search.put("_source", false);
			search.put("min_score", Scripts.least(of));
			var all = among;
			if (meaning.cells().isEmpty()) {
				search.put("terminate_after", MOST_COMPARED);
			}
			else {
				all = among.and(Map.of("terms", Map.of(Fields.CELL, meaning.cells().nearest(of, Neighbours.CELLS).stream()
						.map(cell -> Neighbours.cell(kind, cell)).toList())));
			}
			search.put("query", Scripts.near(all.query(), of));
			return search;
		}

		Map<String, Object> withNeighbours() {
			var any = new ArrayList<Map<String, Object>>();
			any.add(query);
			near.forEach(key -> any.add(Map.of("term", Map.of(Fields.KEY, key))));
			return search(Map.of("bool", Map.of("should", any)));
		}
	}

	Map<SearchKind, Engine.Hits> find() {
		var searches = new ArrayList<Map<String, Object>>();
		for (var each : kinds) {
			searches.add(each.search(each.query));
			if (each.vector != null) {
				searches.add(each.lifted(each.vector));
			}
		}
		var answers = ask(searches).iterator();
		for (var each : kinds) {
			each.hits = hits(answers.next());
			if (each.vector != null) {
				var lifted = hits(answers.next());
				each.hits = each.hits.total() > Requests.MOST_LIFTED || each.isNextToNothing() ? each.hits : lifted;
			}
		}
		addNeighbours(kinds.stream().filter(OfKind::isNextToNothing).toList());
		var found = new HashMap<SearchKind, Engine.Hits>();
		kinds.forEach(each -> found.put(each.kind, each.hits));
		return found;
	}

	private void addNeighbours(List<OfKind> lacking) {
		if (lacking.isEmpty()) {
			return;
		}
		var near = ask(lacking.stream().map(each -> each.neighbours(Objects.requireNonNull(each.vector))).toList());
		for (int i = 0; i < lacking.size(); i++) {
			lacking.get(i).near = near.get(i).path("hits").path("hits").valueStream().map(hit -> hit.path("_id").asString())
					.toList();
		}
		var more = lacking.stream().filter(each -> !each.near.isEmpty()).toList();
		if (!more.isEmpty()) {
			var all = ask(more.stream().map(OfKind::withNeighbours).toList());
			for (int i = 0; i < more.size(); i++) {
				more.get(i).hits = hits(all.get(i));
			}
		}
	}

	private List<JsonNode> ask(List<Map<String, Object>> searches) {
		var answers = server.search(index, request.query().hashCode() & 0xffff, searches);
		for (var answer : answers) {
			var error = answer.path("error");
			if (error.toString().contains("too_many_")) {
				throw Problem.malformed("query-too-wide");
			}
			if (!error.isMissingNode()) {
				throw new IllegalStateException("OpenSearch does not understand a query: " + error);
			}
		}
		return answers;
	}

	private static Engine.Hits hits(JsonNode answer) {
		var hits = new ArrayList<Engine.Hit>();
		answer.path("hits").path("hits").forEach(hit -> {
			var sort = hit.path("sort");
			var at = sort.get(sort.size() - 2).asLong();
			var id = sort.get(sort.size() - 1).asLong();
			hits.add(new Engine.Hit(id, sort.size() == 2
					? List.of(at, id)
					: List.of((long) Float.floatToIntBits((float) sort.get(0).asDouble()), at, id)));
		});
		return new Engine.Hits(hits, answer.path("hits").path("total").path("value").asLong());
	}
}
