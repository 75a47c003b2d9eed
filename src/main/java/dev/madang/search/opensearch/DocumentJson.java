package dev.madang.search.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.madang.search.lucene.TextFields;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;

/** Documents of Lucene's index as OpenSearch takes them: the words are those that Madang has read, not the text. */
final class DocumentJson {

	/** The name that is suggested. */
	static final String NAME = "name";

	/** Between what stands at one place. */
	static final String BESIDE = "|";

	private DocumentJson() {
	}

	static Map<String, Object> of(Document document) {
		var json = new LinkedHashMap<String, List<Object>>();
		for (var field : document.getFields()) {
			switch (field) {
				case KnnByteVectorField vector -> add(json, vector.name(), encoded(vector.vectorValue()));
				case StoredField stored -> add(json, NAME, stored.stringValue());
				// both are said by another field of the name
				case LongPoint _,SortedDocValuesField _ -> {
				}
				default -> add(json, field);
			}
		}
		return Map.copyOf(json);
	}

	static String encoded(byte[] vector) {
		return Base64.getEncoder().encodeToString(vector);
	}

	private static void add(Map<String, List<Object>> json, String name, Object value) {
		json.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
	}

	private static void add(Map<String, List<Object>> json, IndexableField field) {
		var tokens = ((Field) field).tokenStreamValue();
		if (tokens != null) {
			var isPlaced = field.name().equals(TextFields.OF_ALL.gram()) || field.name().equals(TextFields.OF_ROOMS.gram());
			json.put(field.name(), isPlaced ? List.of(placed(tokens)) : terms(tokens));
		}
		else if (field.numericValue() == null) {
			add(json, field.name(), field.stringValue());
		}
		// a filter and a column are two fields in Lucene
		else {
			json.put(field.name(), List.of(field.numericValue()));
		}
	}

	private static List<Object> terms(TokenStream tokens) {
		var terms = new ArrayList<Object>();
		var term = tokens.getAttribute(CharTermAttribute.class);
		try {
			while (tokens.incrementToken()) {
				terms.add(term.toString());
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return terms;
	}

	/** In one string, with spaces between places. */
	private static String placed(TokenStream tokens) {
		var text = new StringBuilder();
		var term = tokens.getAttribute(CharTermAttribute.class);
		var increment = tokens.getAttribute(PositionIncrementAttribute.class);
		try {
			while (tokens.incrementToken()) {
				var steps = increment.getPositionIncrement();
				text.append(steps == 0 ? BESIDE : " ").append((QueryJson.GAP + " ").repeat(Math.max(0, steps - 1)))
						.append(term);
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return text.toString();
	}
}
