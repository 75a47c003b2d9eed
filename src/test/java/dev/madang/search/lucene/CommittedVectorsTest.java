package dev.madang.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.search.Meaning;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors are read beside the engine that writes the index. */
class CommittedVectorsTest {

	private static final SearchKind POST = SearchKind.of("post", SearchKind.Trait.DATED, SearchKind.Trait.MEANING);

	private static final SearchKind COMMENT = SearchKind.of("comment", SearchKind.Trait.DATED);

	private static final Place FIRST = new Place("10", 5);

	@TempDir
	Path home;

	private LuceneEngine engine;

	@BeforeEach
	void open() {
		var korean = new Korean(List.of());
		engine = new LuceneEngine(home, () -> korean, () -> Meaning.NONE);
		engine.open();
	}

	@AfterEach
	void close() {
		engine.close();
	}

	private static SearchEntry entry(SearchKind kind, long id) {
		return new SearchEntry(new SearchEntry.Key(kind, id), "글", "영화", List.of(),
				new SearchEntry.Origin(1, 1, Instant.ofEpochSecond(id), null), 0);
	}

	private Map<String, byte[]> read() throws IOException {
		var read = new TreeMap<String, byte[]>();
		assertThat(new CommittedVectors(home).each((kind, id, vector, progress) -> {
			assertThat(progress).isBetween(0.0, 1.0);
			read.put(kind + ":" + id, vector.clone());
		})).isTrue();
		return read;
	}

	@Test
	void isNoneWithoutAnIndex() throws IOException {
		assertThat(new CommittedVectors(home).each((kind, id, vector, progress) -> {
			throw new AssertionError(kind + id);
		})).isFalse();
		assertThat(new CommittedVectors(home.resolve("nothing")).each((kind, id, vector, progress) -> {
		})).isFalse();
	}

	@Test
	void isOfEachEntryThatIsThereAndHasOneAsItWasOnDisk() throws IOException {
		try (var building = engine.build(FIRST, "f", Meaning.NONE)) {
			building.add(List.of(entry(POST, 1), entry(POST, 2), entry(POST, 3), entry(COMMENT, 1)));
			building.finish();
		}
		assertThat(read()).isEmpty();
		engine.apply(List.of(entry(POST, 1), entry(POST, 2)), List.of(new byte[]{ 1, -127 }, new byte[]{ 127, 0 }));
		engine.apply(List.of(), List.of(new SearchEntry.Key(POST, 2)), List.of(), FIRST, new Place("20", 6));
		engine.close();
		engine.open();
		assertThat(read()).containsOnlyKeys("post:1").hasEntrySatisfying("post:1",
				vector -> assertThat(vector).containsExactly(1, -127));
	}
}
