package dev.madang.search.embeddings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.language.Morpheme;
import dev.madang.platform.OutsideServer;
import dev.madang.platform.Texts;
import dev.madang.search.OutsideVectors;
import dev.madang.search.TermVectors;
import tools.jackson.databind.JsonNode;

/**
 * Vectors by an outside model. They are projected at random to a fixed size, which keeps their angles (Johnson and
 * Lindenstrauss, 1984) and lets a model of any size in.
 */
final class OutsideMeaning implements OutsideVectors, AutoCloseable {

	private static final int SIZE = 256;

	private static final int LONGEST = 4_000;

	private final OutsideServer forQueries;

	private final OutsideServer forMany;

	private final URI address;

	private final String model;

	private final Cache<String, byte[]> queries = Caffeine.newBuilder().maximumSize(2_000)
			.expireAfterWrite(Duration.ofHours(1)).build();

	OutsideMeaning(OutsideServer forQueries, OutsideServer forMany, URI address, String model) {
		this.forQueries = forQueries;
		this.forMany = forMany;
		this.address = address;
		this.model = model;
	}

	@Override
	public String model() {
		return model;
	}

	@Override
	public Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes) {
		return Optional.empty();
	}

	@Override
	public Optional<byte[]> ofQuery(String text) {
		var known = queries.getIfPresent(text);
		if (known != null) {
			return Optional.of(known);
		}
		var vectors = ask(forQueries, List.of(text));
		vectors.forEach(vector -> queries.put(text, vector));
		return vectors.stream().findFirst();
	}

	@Override
	public List<byte[]> ofMany(List<String> texts) {
		return ask(forMany, texts.stream().map(text -> Texts.shorten(text, LONGEST)).toList());
	}

	private List<byte[]> ask(OutsideServer server, List<String> texts) {
		return server.post(address, Map.of("model", model, "input", texts)).map(answer -> read(answer, texts.size()))
				.orElse(List.of());
	}

	/** All or nothing: an answer of another shape is rubbish. */
	private static List<byte[]> read(JsonNode answer, int count) {
		var vectors = new ArrayList<byte[]>();
		answer.path("data").valueStream().forEach(row -> {
			var values = row.path("embedding").valueStream().mapToDouble(JsonNode::asDouble).toArray();
			if (values.length > 0 && row.path("index").asInt(vectors.size()) == vectors.size()) {
				vectors.add(projected(values));
			}
		});
		return vectors.size() == count ? vectors : List.of();
	}

	/** Each coordinate is added to or taken from eight of the new ones, always the same. */
	private static byte[] projected(double[] values) {
		var projected = new float[SIZE];
		var random = new Random(values.length);
		for (var value : values) {
			for (int i = 0; i < 8; i++) {
				projected[random.nextInt(SIZE)] += (float) (random.nextBoolean() ? value : -value);
			}
		}
		return TermVectors.bytes(projected);
	}

	@Override
	public void close() {
		forQueries.close();
		forMany.close();
	}
}
