package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.language.Morpheme;
import dev.madang.search.lucene.LuceneEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query finds what means the same, by vectors that came later. */
class OutsideMeaningTest {

	/** Texts about dogs in one direction, all others in another. */
	private static final SearchKind POST = SearchKind.of("post", SearchKind.Trait.MEANING);

	private static final class Dogs implements OutsideVectors {

		private static byte[] vector(String text) {
			var isOfDogs = text.matches("(?s).*(강아지|반려견|멍멍이).*");
			var vector = new float[16];
			for (int i = 0; i < vector.length; i++) {
				vector[i] = isOfDogs || i % 2 == 0 ? 1 : -1;
			}
			return TermVectors.bytes(vector);
		}

		@Override
		public String model() {
			return "dogs";
		}

		@Override
		public List<byte[]> ofMany(List<String> texts) {
			return texts.stream().map(Dogs::vector).toList();
		}

		@Override
		public Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes) {
			return Optional.empty();
		}

		@Override
		public Optional<byte[]> ofQuery(String text) {
			return Optional.of(vector(text));
		}
	}

	private static final Engine.Filter ALL = new Engine.Filter(null, new Long[0], null, null, null, null);

	private static SearchEntry post(long id, String title) {
		return new SearchEntry(new SearchEntry.Key(POST, id), title, title, List.of(),
				new SearchEntry.Origin(1, 1, Instant.EPOCH.plusSeconds(id), null), 0);
	}

	private static Engine.Hits find(Engine engine, String word) {
		var query = new Query(word, List.of(QueryWord.exactly(word, word)), List.of(), null, null, null, null, null);
		return engine.find(new Engine.Request(POST, query, ALL,
				Engine.Match.ALL, Engine.Sort.RELEVANCE, true, List.of(), 10));
	}

	@Test
	void whatMeansTheSameIsFoundOnceItsVectorIsThere(@TempDir Path home) {
		var korean = new Korean(List.of());
		var dogs = new Dogs();
		try (var engine = new LuceneEngine(home, () -> korean, () -> dogs)) {
			engine.open();
			try (var building = engine.build(Place.START, "test", dogs)) {
				building.add(List.of(post(1, "강아지가 귀엽다"), post(2, "오늘의 날씨")));
				building.finish();
			}
			assertThat(find(engine, "반려견").hits()).isEmpty();
			assertThat(engine.withoutVector(POST, ALL, 0, 10)).containsExactly(1L, 2L);
			var entries = List.of(post(1, "강아지가 귀엽다"), post(2, "오늘의 날씨"));
			engine.apply(entries, dogs.ofMany(entries.stream().map(SearchEntry::title).toList()));
			assertThat(engine.withoutVector(POST, ALL, 0, 10)).isEmpty();
			assertThat(find(engine, "반려견").hits()).extracting(Engine.Hit::id).containsExactly(1L);
			assertThat(find(engine, "날씨").hits()).extracting(Engine.Hit::id).startsWith(2L);
		}
	}
}
