package dev.madang.search.opensearch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.language.Jamo;
import dev.madang.search.lucene.Corrections;
import dev.madang.search.lucene.Fields;
import dev.madang.search.lucene.Slips;

/** Finds the word that was meant by one that occurs nowhere, by the likelihoods of Lucene's index ({@link Corrections}). */
final class Correcting {

	private static final int MOST_CANDIDATES = 500;

	private static final int LONGEST = 60;

	private Correcting() {
	}

	static Optional<String> of(OpenSearchServer server, String index, String word) {
		var typed = Corrections.typed(word);
		if (typed.length() < Corrections.SHORTEST || typed.length() > LONGEST) {
			return Optional.empty();
		}
		var letters = Jamo.withOneOther(Jamo.composed(typed)).stream().map(Jamo::typed)
				.filter(other -> !Slips.isOneKeystroke(other, typed)).distinct().toList();
		var answers = server.search(index, 0,
				List.of(Map.of("size", 0, "query", in(letters), "suggest", keystrokes(typed), "aggs",
						Map.of("letters",
								Map.of("terms",
										Map.of("field", Fields.WORD, "include", letters.isEmpty() ? List.of("") : letters,
												"size", MOST_CANDIDATES, "execution_hint", "map"))))));
		var scores = new HashMap<String, Double>();
		for (var answer : answers) {
			answer.path("suggest").path("keystrokes").path(0).path("options").forEach(option -> {
				var candidate = option.path("text").asString();
				if (!candidate.equals(typed)) {
					scores.put(candidate, Math.log(option.path("freq").asInt()) + Slips.logLikelihood(candidate, typed));
				}
			});
			answer.path("aggregations").path("letters").path("buckets").forEach(bucket -> scores
					.putIfAbsent(bucket.path("key").asString(), Math.log(bucket.path("doc_count").asInt()) + Slips.LETTER));
		}
		return scores.entrySet().stream().max(Map.Entry.comparingByValue()).map(best -> Jamo.composed(best.getKey()));
	}

	private static Map<String, Object> in(List<String> words) {
		return Map.of("bool", Map.of("filter", List.of(Map.of("terms", Map.of(Fields.WORD, words)))));
	}

	/** All words one keystroke away, however alike OpenSearch thinks they are. */
	private static Map<String, Object> keystrokes(String typed) {
		return Map.of("keystrokes",
				Map.of("text", typed, "term",
						Map.of("field", Fields.WORD, "suggest_mode", "always", "max_edits", 1, "prefix_length", 0,
								"min_word_length", 1,
								"accuracy", 0.01, "sort", "frequency", "size", MOST_CANDIDATES, "shard_size",
								MOST_CANDIDATES)));
	}
}
