package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.language.Folding;
import dev.madang.language.Jamo;
import dev.madang.language.Korean;
import dev.madang.search.Engine;
import dev.madang.search.Engine.Suggestion;
import dev.madang.search.lucene.Corrections;
import dev.madang.search.lucene.Fields;
import org.apache.lucene.index.Term;
import tools.jackson.databind.JsonNode;

/** What may be meant by the beginning of a word, in the order in which Lucene's index completes it. */
final class Suggesting {

	/** A beginning that more texts have says too little: so many of them tell which words are the most frequent. */
	private static final int MOST_TEXTS = 10_000;

	/** So many of the words that begin like an inflected one are led back to their base forms. */
	private static final int MOST_READ = 3;

	/** Among these are those that occur in what one may see. */
	private static final int MOST_WORDS = 50;

	private static final String WORDS = "words";

	private final OpenSearchServer server;

	private final String index;

	private final Korean korean;

	private final Among seen;

	private final Frequencies frequencies;

	private final List<Map<String, Object>> searches = new ArrayList<>();

	/** @param seen where a word must occur that is suggested */
	Suggesting(OpenSearchServer server, String index, Korean korean, Engine.Filter seen, Frequencies frequencies) {
		this.server = server;
		this.index = index;
		this.korean = korean;
		this.seen = Among.of(seen);
		this.frequencies = frequencies;
	}

	List<Suggestion> of(String typed, int limit) {
		var folded = Folding.folded(Folding.composed(typed)).strip().replace(" ", "");
		if (folded.isEmpty()) {
			return List.of();
		}
		named(Fields.TYPED, Jamo.typed(folded), limit);
		if (folded.length() > 1 && folded.chars().allMatch(Jamo::isConsonant)) {
			words(Fields.NOUN_INITIALS, folded + "|");
			words(Fields.NOUN_INITIALS, folded);
			named(Fields.INITIALS, folded, limit);
		}
		if (folded.length() > 1) {
			words(Fields.BASE, Jamo.typed(folded));
		}
		var found = new LinkedHashMap<String, Suggestion>();
		for (var answer : server.search(index, 0, searches)) {
			(answer.has("aggregations") ? words(answer, limit) : names(answer))
					.forEach(one -> found.putIfAbsent(("word".equals(one.type()) ? "" : one.type()) + one.text(), one));
		}
		if (found.isEmpty() && folded.length() > 1) {
			inflected(Jamo.typed(folded)).forEach(word -> found.putIfAbsent(word.text(), word));
		}
		return found.values().stream().limit(limit).toList();
	}

	private void named(String field, String beginning, int limit) {
		searches.add(Map.of("size", limit, "sort", List.of(Map.of(Fields.WEIGHT, "desc")), "_source",
				List.of(DocumentJson.NAME), "query", Map.of("bool", Map.of("filter", List.of(prefix(field, beginning),
						Map.of("exists", Map.of("field", Fields.WEIGHT)))))));
	}

	private static List<Suggestion> names(JsonNode answer) {
		return answer.path("hits").path("hits").valueStream().map(hit -> {
			var key = hit.path("_id").asString().split(":", 2);
			return new Suggestion(key[0], hit.path("_source").path(DocumentJson.NAME).path(0).asString(),
					Long.parseLong(key[1]));
		}).toList();
	}

	private void words(String field, String beginning) {
		searches.add(words(field, beginning, seen));
	}

	/** The most frequent first, each with how many of its texts count. */
	private static Map<String, Object> words(String field, String beginning, Among seen) {
		return Map.of("size", 0, "track_total_hits", false, "terminate_after", MOST_TEXTS, "query",
				Map.of("bool", Map.of("filter", List.of(prefix(field, beginning)))), "aggs",
				Map.of(WORDS, Map.of("terms",
						Map.of("field", field, "include", escaped(beginning) + ".*", "size", MOST_WORDS, "min_doc_count", 2,
								"execution_hint", "map"),
						"aggs", Map.of("seen", Map.of("filter", seen.query())))));
	}

	private static List<Suggestion> words(JsonNode answer, int limit) {
		return buckets(answer).filter(bucket -> bucket.path("seen").path("doc_count").asInt() > 0).limit(limit)
				.map(Suggesting::text).map(Suggesting::word).toList();
	}

	private static Stream<JsonNode> buckets(JsonNode answer) {
		return answer.path("aggregations").path(WORDS).path("buckets").valueStream();
	}

	/** Behind its initial consonants, where these stand before it. */
	private static String text(JsonNode bucket) {
		var typed = bucket.path("key").asString();
		return Jamo.composed(typed.substring(typed.indexOf('|') + 1));
	}

	private static Suggestion word(String text) {
		return new Suggestion("word", text, 0);
	}

	/** The base forms of the most frequent words of which one was typed with a part of its ending. */
	private List<Suggestion> inflected(String beginning) {
		var everything = new Among(List.of(), List.of());
		var bases = server.search(index, 0, List.of(words(Fields.WORD, beginning, everything))).stream()
				.flatMap(Suggesting::buckets).limit(MOST_READ).map(Suggesting::text)
				.map(text -> frequencies.counting(
						frequency -> korean
								.base(text, word -> frequency.applyAsInt(new Term(Fields.WORD, Corrections.typed(word))))
								.text()))
				.distinct().toList();
		if (bases.isEmpty()) {
			return List.of();
		}
		var found = server.search(index, 0, bases.stream().map(base -> occurs(Fields.BASE, Jamo.typed(base), seen)).toList())
				.iterator();
		return bases.stream().filter(base -> found.hasNext() && isAny(found.next())).map(Suggesting::word)
				.toList();
	}

	/** Whether something that counts holds a term. */
	static Map<String, Object> occurs(String field, String term, Among among) {
		return Map.of("size", 0, "track_total_hits", 1, "terminate_after", 1, "query",
				among.and(Map.of("term", Map.of(field, term))).query());
	}

	static boolean isAny(JsonNode answer) {
		return answer.path("hits").path("total").path("value").asLong() > 0;
	}

	private static Map<String, Object> prefix(String field, String beginning) {
		return Map.of("prefix", Map.of(field, beginning));
	}

	/** As a regular expression of Lucene, in which more signs mean something than elsewhere. */
	static String escaped(String text) {
		return text.replaceAll("([^\\p{L}\\p{N} ])", "\\\\$1");
	}
}
