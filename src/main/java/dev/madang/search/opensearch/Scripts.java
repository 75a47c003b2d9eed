package dev.madang.search.opensearch;

import java.util.Map;

import dev.madang.search.lucene.Likeness;
import dev.madang.search.lucene.Neighbours;

/** How vectors are compared, exactly: by OpenSearch's own script language, which needs no plugin. */
final class Scripts {

	private static final String PRODUCT = "int dot = 0; int own = 0; "
			+ "if (doc['vector'].size() > 0) { BytesRef b = doc['vector'].value; String v = params.v; "
			+ "if (b.length == v.length()) { for (int i = 0; i < b.length; i++) { int x = b.bytes[b.offset + i]; "
			+ "dot += x * ((int) v.charAt(i) - 128); own += x * x; } } } ";

	private static final String LIKENESS = PRODUCT
			+ "return dot <= 0 ? _score : _score + params.most * dot / Math.sqrt((double) own * params.norm);";

	private static final String NEARNESS = PRODUCT + "return dot < 0 ? 0 : dot;";

	private Scripts() {
	}

	/** Lifts what is found by how near it is to a vector. */
	static Map<String, Object> lifted(Map<String, Object> query, byte[] vector) {
		var norm = 0;
		for (var x : vector) {
			norm += x * x;
		}
		return Map.of("script_score", Map.of("query", query, "script", Map.of("source", LIKENESS, "params",
				Map.of("v", word(vector), "most", Likeness.MOST, "norm", norm))));
	}

	/** Only by how near it is. */
	static Map<String, Object> near(Map<String, Object> query, byte[] vector) {
		return Map.of("script_score",
				Map.of("query", query, "script", Map.of("source", NEARNESS, "params", Map.of("v", word(vector)))));
	}

	/** From which nearness on two texts are said to mean the same. */
	static int least(byte[] vector) {
		return (int) (Neighbours.LEAST_OF_A_COORDINATE * vector.length);
	}

	/** A list of numbers would be looked up in objects. */
	private static String word(byte[] vector) {
		var word = new StringBuilder();
		for (var x : vector) {
			word.append((char) (x + 128));
		}
		return word.toString();
	}
}
