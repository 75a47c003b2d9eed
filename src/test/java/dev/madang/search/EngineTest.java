package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lucene's index in a directory, which crashes, and whose files may be damaged. */
@Aside
class EngineTest extends EngineContract {

	@TempDir
	Path home;

	@Override
	protected LuceneEngine opened() {
		return open(home);
	}

	@Override
	protected long indexes() {
		try (var left = Files.list(home)) {
			return left.count();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private LuceneEngine open(Path path) {
		var opened = new LuceneEngine(path, () -> korean, () -> Meaning.NONE);
		opened.open();
		return opened;
	}

	private Path copied() throws IOException {
		var copy = Files.createTempDirectory(home.getParent(), "copy");
		try (var paths = Files.walk(home)) {
			for (var path : paths.filter(path -> !path.endsWith("write.lock")).toList()) {
				var target = copy.resolve(home.relativize(path).toString());
				if (Files.isDirectory(path)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(path, target);
				}
			}
		}
		return copy;
	}

	@Test
	void afterACrashItIsWhereItsLastCommitWasAndReadsTheRestAgain() throws IOException {
		engine.apply(List.of(post(2, "영화")), List.of(), List.of(), FIRST, SECOND);
		assertThat(engine.place()).contains(SECOND);
		try (var crashed = open(copied())) {
			assertThat(crashed.place()).contains(FIRST);
			assertThat(find(crashed, "영화")).containsExactly(1L);
			crashed.apply(List.of(post(1, "영화"), post(2, "영화")), List.of(), List.of(), FIRST, SECOND);
			assertThat(find(crashed, "영화")).containsExactly(2L, 1L);
		}
	}

	@Test
	void aBrokenOneIsMovedAsideAndBuiltAgain() throws IOException {
		for (var kind : new String[]{ "segments_", ".cfs", ".si" }) {
			engine.close();
			damage(kind);
			engine = open(home);
			assertThat(engine.isReady()).as(kind).isFalse();
			assertThat(find(engine, "영화")).isEmpty();
			try (var left = Files.list(home)) {
				assertThat(left.map(path -> path.getFileName().toString())).singleElement().asString().contains(".broken-");
			}
			build(post(1, "영화"));
			assertThat(find(engine, "영화")).containsExactly(1L);
		}
	}

	private void damage(String kind) throws IOException {
		try (var files = Files.walk(home)) {
			var file = files
					.filter(path -> !path.toString().contains(".broken-") && path.getFileName().toString().contains(kind))
					.findFirst().orElseThrow();
			var bytes = Files.readAllBytes(file);
			bytes[bytes.length / 2] ^= 0x55;
			Files.write(file, bytes);
		}
	}

	@Test
	void oneThatAnotherProgramWritesIsLeftAlone() throws IOException {
		try (var second = open(home)) {
			assertThat(second.isReady()).isFalse();
		}
		assertThat(find(engine, "영화")).containsExactly(1L);
		try (var left = Files.list(home)) {
			assertThat(left).hasSize(1);
		}
	}
}
