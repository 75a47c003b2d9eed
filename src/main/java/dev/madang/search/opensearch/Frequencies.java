package dev.madang.search.opensearch;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.lucene.index.Term;

/** In how many texts terms are. To read one query takes dozens of them, so they are asked for together, and remembered for a minute. */
final class Frequencies {

	/** What is asked depends on what was answered, but not for long. */
	private static final int MOST_ROUNDS = 12;

	private final OpenSearchServer server;

	private final String index;

	private final Cache<Term, Integer> known = Caffeine.newBuilder().maximumSize(20_000)
			.expireAfterWrite(Duration.ofMinutes(1)).build();

	Frequencies(OpenSearchServer server, String index) {
		this.server = server;
		this.index = index;
	}

	/**
	 * Does something that asks for frequencies, with 0 for what is not known yet, until all that it asks for is known.
	 *
	 * @param work which changes nothing
	 */
	<T> T counting(Function<ToIntFunction<Term>, T> work) {
		var learned = new HashMap<Term, Integer>();
		for (int round = 0; round < MOST_ROUNDS; round++) {
			var unknown = new LinkedHashSet<Term>();
			var result = work.apply(term -> {
				var frequency = learned.getOrDefault(term, known.getIfPresent(term));
				if (frequency == null) {
					unknown.add(term);
					return 0;
				}
				learned.put(term, frequency);
				return frequency;
			});
			if (unknown.isEmpty()) {
				return result;
			}
			ask(List.copyOf(unknown), learned);
		}
		return work.apply(term -> learned.getOrDefault(term, 0));
	}

	private void ask(List<Term> terms, Map<Term, Integer> learned) {
		var found = server.search(index, 0, terms.stream().map(term -> Map.of("size", 0, "track_total_hits", true, "query",
				Map.of("bool", Map.of("filter", List.of(QueryJson.term(term)))))).toList());
		for (int i = 0; i < terms.size(); i++) {
			var frequency = i < found.size() ? found.get(i).path("hits").path("total").path("value").asInt() : 0;
			learned.put(terms.get(i), frequency);
			known.put(terms.get(i), frequency);
		}
	}

	int of(Term term) {
		return Objects.requireNonNull(counting(frequency -> frequency.applyAsInt(term)));
	}
}
