package dev.madang.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.search.Engine;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.Meaning;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index whose files cannot be written for a while, and entries that cannot be stored at all. */
class FailingDiskTest {

	private static final Engine.Filter ALL = new Engine.Filter(null, new Long[0], null, null, null, null);

	private static final Place BUILT = new Place("10", 5);

	private static final Place LATER = new Place("20", 6);

	private final Korean korean = new Korean(List.of());

	@TempDir
	private Path home;

	private boolean full;

	private LuceneEngine engine;

	private final class Disk extends FilterDirectory {

		Disk(Directory directory) {
			super(directory);
		}

		@Override
		public IndexOutput createOutput(String name, IOContext context) throws IOException {
			if (full) {
				throw new IOException("No space left on device");
			}
			return super.createOutput(name, context);
		}
	}

	@BeforeEach
	void anIndexOfOnePost() {
		engine = new LuceneEngine(home, () -> korean, () -> Meaning.NONE, path -> new Disk(FSDirectory.open(path)));
		engine.open();
		build(post(1, "영화"));
		assertThat(occurs("영화")).isTrue();
	}

	@AfterEach
	void close() {
		full = false;
		engine.close();
	}

	private void build(SearchEntry entry) {
		try (var building = engine.build(BUILT, "f", Meaning.NONE)) {
			building.add(List.of(entry));
			building.finish();
		}
	}

	private static SearchEntry post(long id, String body, String... tags) {
		return new SearchEntry(new SearchEntry.Key(SearchKind.of("post"), id), "글", body, List.of(tags),
				new SearchEntry.Origin(1, 1, Instant.ofEpochSecond(id), null), 0);
	}

	private boolean occurs(String word) {
		return engine.occurs(word, ALL);
	}

	private void apply(SearchEntry entry, Place from, Place upTo) {
		engine.apply(List.of(entry), List.of(), List.of(), from, upTo);
	}

	private List<String> directories() throws IOException {
		try (var left = Files.list(home)) {
			return left.map(path -> path.getFileName().toString()).toList();
		}
	}

	@Test
	void isReadWhileTheDiskIsFullAndWrittenAgainAfterwards() throws IOException {
		apply(post(2, "바다"), BUILT, LATER);
		full = true;
		for (int i = 0; i < 3; i++) {
			var from = engine.place().orElseThrow();
			assertThatExceptionOfType(UncheckedIOException.class)
					.isThrownBy(() -> apply(post(3, "하늘"), from, new Place("30", 7)));
			assertThat(engine.isReady()).isTrue();
			assertThat(engine.hasGrown()).as("asked by whoever keeps the index, also now").isFalse();
			assertThat(occurs("영화")).as("what is there is found").isTrue();
			assertThatExceptionOfType(UncheckedIOException.class).as("nothing was taken in")
					.isThrownBy(() -> apply(post(3, "하늘"), from, new Place("30", 7)));
			assertThat(engine.place()).as("opened again at its last commit").contains(BUILT);
		}
		full = false;
		apply(post(2, "바다"), BUILT, LATER);
		apply(post(3, "하늘"), LATER, new Place("30", 7));
		assertThat(engine.place()).contains(new Place("30", 7));
		assertThat(occurs("바다") && occurs("하늘")).isTrue();
		assertThat(directories()).as("nothing was taken for broken").containsExactly("1");
	}

	@Test
	void aPartOfABatchThatWasNotWrittenIsNotPassedOver() {
		full = true;
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> apply(post(3, "하늘"), BUILT, BUILT));
		full = false;
		assertThatExceptionOfType(UncheckedIOException.class).as("read again from the place of the last commit")
				.isThrownBy(() -> apply(post(3, "하늘"), BUILT, BUILT));
		apply(post(3, "하늘"), BUILT, BUILT);
		engine.apply(List.of(), List.of(), List.of(), BUILT, LATER);
		assertThat(occurs("하늘")).isTrue();
	}

	@Test
	void isLetGoWhenItIsClosedOnAFullDiskAndOpenedAgainAfterwards() {
		apply(post(2, "바다"), BUILT, LATER);
		full = true;
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(engine::close);
		assertThat(engine.isReady()).isFalse();
		full = false;
		engine.open();
		assertThat(engine.place()).contains(BUILT);
		apply(post(2, "바다"), BUILT, LATER);
		assertThat(occurs("바다")).isTrue();
	}

	@Test
	void aBuildThatFailsOnAFullDiskLeavesTheIndexAndNoRubbish() throws IOException {
		full = true;
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> build(post(1, "바다")));
		full = false;
		assertThat(occurs("영화")).isTrue();
		assertThat(directories()).containsExactly("1");
		build(post(1, "바다"));
		assertThat(occurs("바다")).isTrue();
	}

	@Test
	void anIndexThatCannotBeOpenedNowIsNotMovedAside() throws IOException {
		engine.close();
		var away = new LuceneEngine(home, () -> korean, () -> Meaning.NONE, path -> {
			throw new IOException("Input/output error");
		});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(away::open);
		assertThat(directories()).containsExactly("1");
		engine.open();
		assertThat(occurs("영화")).isTrue();
	}

	@Test
	void oneEntryThatCannotBeStoredIsLeftOutAndSaidSo() {
		var bad = post(1, "책", "x".repeat(40_000));
		engine.apply(List.of(bad, post(2, "바다")), List.of(), List.of(), BUILT, LATER);
		assertThat(engine.place()).contains(LATER);
		assertThat(occurs("바다")).isTrue();
		assertThat(occurs("영화")).as("what it said before is not true any more").isFalse();
		assertThat(engine.skipped()).isEqualTo(1);
		engine.close();
		engine.open();
		assertThat(engine.skipped()).as("also after a restart").isEqualTo(1);
		apply(post(1, "책"), LATER, new Place("30", 1));
		assertThat(occurs("책")).isTrue();
		assertThat(engine.skipped()).isZero();
	}

	@Test
	void neitherDoesItKeepAnIndexFromBeingBuilt() {
		try (var building = engine.build(LATER, "g", Meaning.NONE)) {
			building.add(List.of(post(1, "책", "x".repeat(40_000)), post(2, "바다")));
			building.finish();
		}
		assertThat(occurs("바다")).isTrue();
		assertThat(engine.skipped()).isEqualTo(1);
	}
}
