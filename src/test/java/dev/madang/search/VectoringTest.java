package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.language.Language;
import dev.madang.language.Morpheme;
import dev.madang.platform.Viewer;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the index an outside server reads that makes vectors. */
@MadangTest
class VectoringTest {

	@Autowired
	Community community;

	@Autowired
	Language language;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SearchKinds kinds;

	@Autowired
	Shelves shelves;

	@Autowired
	Sample sample;

	private static final class Asked implements OutsideVectors {

		private final List<String> texts = new ArrayList<>();

		@Override
		public String model() {
			return "asked";
		}

		@Override
		public List<byte[]> ofMany(List<String> asked) {
			texts.addAll(asked);
			return asked.stream().map(text -> TermVectors.bytes(new float[]{ 1, 1, 1, 1 })).toList();
		}

		@Override
		public Optional<byte[]> ofEntry(String text, List<Morpheme> morphemes) {
			return Optional.empty();
		}

		@Override
		public Optional<byte[]> ofQuery(String text) {
			return Optional.empty();
		}
	}

	@Test
	void itReadsWhatEverybodyMayRead(@TempDir Path home) {
		var member = community.aMember();
		var board = community.aCategory();
		var closed = community.aCategory(Map.of("readRole", "member"));
		var secret = Community.unique("secret");
		var shown = Community.unique("shown");
		var ids = new ArrayList<Long>();
		for (int i = 0; i < 40; i++) {
			ids.add(community.aPost().by(member).in(closed).titled(secret).id());
		}
		ids.add(community.aPost().by(member).in(board).titled(shown).id());
		var korean = new Korean(List.of());
		var asked = new Asked();
		try (var engine = new LuceneEngine(home, () -> korean, () -> asked)) {
			engine.open();
			try (var building = engine.build(Place.START, "asked", asked)) {
				building.add(kinds.source(kinds.of("post")).of(jdbc, ids));
				building.finish();
			}
			var vectoring = new Vectoring(engine, new Meanings(language, Optional.of(asked), sample), jdbc, shelves, kinds);
			while (vectoring.batch()) {
				assertThat(asked.texts).hasSizeLessThan(100);
			}
			assertThat(engine.withoutVector(kinds.of("post"), Engine.Filter.of(Optional.empty(), new Long[0]), 0, 100))
					.hasSize(40);
			var open = shelves.readable(Viewer.ANYBODY);
			assertThat(engine.withoutVector(kinds.of("post"), Engine.Filter.of(Optional.of(open), new Long[0]), 0, 100))
					.as("what nobody is asked for is not walked through again").isEmpty();
		}
		assertThat(asked.texts).containsExactly(shown + "\n본문");
	}
}
