package dev.madang.search;

import java.nio.file.Path;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.io.TempDir;

/** Rooms in Lucene's index. */
@Aside
class TextsInRoomsTest extends TextsInRoomsContract {

	@TempDir
	Path home;

	@Override
	protected Engine opened(Supplier<Korean> korean, Supplier<Meaning> meaning) {
		var opened = new LuceneEngine(home, korean, meaning);
		opened.open();
		return opened;
	}
}
