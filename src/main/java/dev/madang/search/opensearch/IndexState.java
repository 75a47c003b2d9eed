package dev.madang.search.opensearch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.LogReader.Place;
import tools.jackson.databind.JsonNode;

/**
 * What an index says of itself, in a document of its own.
 *
 * @param index the name that it has besides the alias
 * @param size how much there was when it was built
 * @param meaning of how many parts the vectors of words are, in documents beside; 0 for none
 * @param skipped what could not be stored
 * @param version of the document, by which whoever changes it knows that nobody else has
 */
record IndexState(String index, Place place, String fingerprint, int size, int meaning, Set<String> skipped, Version version) {

	/** The document. */
	static final String ID = "state";

	record Version(long number, long term) {

		static Version of(JsonNode answer) {
			return new Version(answer.path("_seq_no").asLong(), answer.path("_primary_term").asLong());
		}
	}

	static IndexState of(JsonNode answer) {
		var state = answer.path("_source").path(ID);
		var skipped = new LinkedHashSet<String>();
		state.path("skipped").valueStream().forEach(each -> skipped.add(each.asString()));
		return new IndexState(answer.path("_index").asString(),
				new Place(state.path("xact").asString("0"), state.path("id").asLong()), state.path("fingerprint").asString(""),
				state.path("size").asInt(), state.path("meaning").asInt(), skipped, Version.of(answer));
	}

	Map<String, Object> document() {
		return Map.of(ID, Map.of("xact", place.xact(), "id", place.id(), "fingerprint", fingerprint, "size", size, "meaning",
				meaning, "skipped", List.copyOf(skipped)));
	}

	IndexState at(Place next, Set<String> nowSkipped) {
		return new IndexState(index, next, fingerprint, size, meaning, nowSkipped, version);
	}

	IndexState as(Version stored) {
		return new IndexState(index, place, fingerprint, size, meaning, skipped, stored);
	}

	/** What an entry is stored with that was read from the tables at this place: an earlier reading does not replace it. */
	long age() {
		return Long.parseLong(place.xact());
	}
}
