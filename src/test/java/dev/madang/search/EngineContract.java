package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an index promises whoever keeps it: nothing half, nothing twice, and no answer from what is broken. */
public abstract class EngineContract {

	static final Engine.Filter ALL = new Engine.Filter(null, new Long[0], null, null, null, null);

	static final SearchKind POST = SearchKind.of("post", SearchKind.Trait.DATED, SearchKind.Trait.INITIALS);

	static final SearchKind COMMENT = SearchKind.of("comment", SearchKind.Trait.DATED);

	protected static final Place FIRST = new Place("10", 5);

	protected static final Place SECOND = new Place("20", 6);

	protected static final Place THIRD = new Place("30", 1);

	private static final Place FOURTH = new Place("40", 1);

	private static final Place FIFTH = new Place("50", 1);

	protected final Korean korean = new Korean(List.of());

	protected Engine engine;

	/** One of nothing at first, and then of what was there. */
	protected abstract Engine opened();

	/** How many there are, also such as nobody asks. */
	protected abstract long indexes();

	@BeforeEach
	void anIndexOfOnePost() {
		engine = opened();
		assertThat(engine.isReady()).isFalse();
		build(post(1, "영화"));
	}

	@AfterEach
	void close() {
		engine.close();
	}

	protected final void build(SearchEntry... entries) {
		try (var building = engine.build(FIRST, "f", Meaning.NONE)) {
			building.add(Arrays.asList(entries));
			building.finish();
		}
	}

	protected static SearchEntry post(long id, String body) {
		return new SearchEntry(new SearchEntry.Key(POST, id), "글", body, List.of(),
				new SearchEntry.Origin(1, 1, Instant.ofEpochSecond(id), null), 0);
	}

	protected static List<Long> find(Engine engine, String word) {
		var query = new Query(word, List.of(QueryWord.exactly(word, word)), List.of(), null, null, null, null, null);
		var hits = engine.find(new Engine.Request(POST, query, ALL, Engine.Match.ALL, Engine.Sort.LATEST, false,
				List.of(), 100));
		assertThat(hits.total()).isEqualTo(hits.hits().size());
		return hits.hits().stream().map(Engine.Hit::id).toList();
	}

	@Test
	void findsWhatIsAppliedAtOnce() {
		engine.apply(List.of(post(2, "영화")), List.of(), List.of(), FIRST, SECOND);
		assertThat(find(engine, "영화")).containsExactly(2L, 1L);
		engine.apply(List.of(post(2, "책")), List.of(new SearchEntry.Key(POST, 1)), List.of(), SECOND, THIRD);
		assertThat(find(engine, "영화")).isEmpty();
		assertThat(find(engine, "책")).containsExactly(2L);
	}

	@Test
	void whatWasClosedIsOpenedWhereItWas() {
		engine.apply(List.of(post(2, "영화")), List.of(), List.of(), FIRST, SECOND);
		engine.close();
		engine = opened();
		assertThat(engine.place()).contains(SECOND);
		assertThat(engine.fingerprint()).isEqualTo("f");
		assertThat(find(engine, "영화")).containsExactly(2L, 1L);
	}

	@Test
	void theOldOneAnswersWhileAnotherIsBuilt() {
		try (var building = engine.build(SECOND, "g", Meaning.NONE)) {
			building.add(List.of(post(3, "영화")));
			assertThat(find(engine, "영화")).containsExactly(1L);
			assertThat(engine.fingerprint()).isEqualTo("f");
			building.finish();
		}
		assertThat(find(engine, "영화")).containsExactly(3L);
		assertThat(engine.fingerprint()).isEqualTo("g");
		assertThat(engine.place()).contains(SECOND);
		assertThat(indexes()).as("the old one is gone").isEqualTo(1);
	}

	@Test
	void aBuildThatIsNotFinishedLeavesNothing() {
		try (var building = engine.build(SECOND, "g", Meaning.NONE)) {
			building.add(List.of(post(3, "영화")));
		}
		assertThat(find(engine, "영화")).containsExactly(1L);
		assertThat(indexes()).isEqualTo(1);
	}

	@Test
	void changesThatWereReadForTheOldOneAreNotTakenByTheNew() {
		engine.apply(List.of(), List.of(), List.of(), FIRST, SECOND);
		var read = engine.place().orElseThrow();
		build(post(1, "영화"));
		engine.apply(List.of(post(4, "영화")), List.of(), List.of(), read, THIRD);
		assertThat(engine.place()).as("what lies between is still to be read").contains(FIRST);
		assertThat(find(engine, "영화")).containsExactly(1L);
	}

	@Test
	void nobodyMeetsAnIndexThatWasReplaced() throws Exception {
		var running = new AtomicBoolean(true);
		try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
			var asked = readers.submit(() -> {
				while (running.get()) {
					assertThat(find(engine, "영화")).containsExactly(1L);
				}
			});
			for (int i = 0; i < 20; i++) {
				build(post(1, "영화"));
			}
			running.set(false);
			asked.get();
		}
	}

	@Test
	void whatStandsUnderSomethingGoesWithIt() {
		var post = new SearchEntry.Key(POST, 1);
		var comment = new SearchEntry(new SearchEntry.Key(COMMENT, 7), "", "댓글", List.of(),
				new SearchEntry.Origin(1, 1, Instant.EPOCH, new SearchEntry.Under(post.toString(), 1)), 0);
		engine.apply(List.of(comment), List.of(), List.of(), FIRST, SECOND);
		assertThat(engine.occurs("댓글", ALL)).isTrue();
		engine.apply(List.of(), List.of(), List.of(post), SECOND, THIRD);
		assertThat(engine.occurs("댓글", ALL)).isFalse();
		assertThat(engine.occurs("영화", ALL)).as("it stays itself").isTrue();
		engine.apply(List.of(comment), List.of(), List.of(), THIRD, FOURTH);
		engine.apply(List.of(), List.of(post), List.of(), FOURTH, FIFTH);
		assertThat(engine.occurs("댓글", ALL)).as("when that is gone").isFalse();
	}

	@Test
	void whatIsStoredInPartsIsFoundOnceThePlaceMoves() {
		engine.apply(List.of(post(5, "바다")), List.of(), List.of(), FIRST, FIRST);
		engine.apply(List.of(post(6, "바다")), List.of(), List.of(), FIRST, FIRST);
		assertThat(engine.place()).contains(FIRST);
		engine.apply(List.of(), List.of(), List.of(), FIRST, SECOND);
		assertThat(engine.occurs("바다", ALL)).isTrue();
		assertThat(engine.place()).contains(SECOND);
	}

	@Test
	void aWordOccursOnlyForThoseWhoMaySeeIt() {
		assertThat(engine.occurs("영화", ALL)).isTrue();
		assertThat(engine.occurs("영화", Engine.Filter.of(java.util.Optional.of(new Long[]{ 2L }), new Long[0]))).isFalse();
		assertThat(engine.occurs("영화", Engine.Filter.of(java.util.Optional.empty(), new Long[]{ 1L }))).isFalse();
	}

	@Test
	void kindsThatAreLookedForTogetherAreFoundAsEachByItself() {
		var entries = new ArrayList<SearchEntry>();
		for (int i = 2; i < 60; i++) {
			entries.add(post(i, "영화 ".repeat(i % 3 + 1)));
			entries.add(new SearchEntry(new SearchEntry.Key(COMMENT, i), "", "영화 댓글", List.of(),
					new SearchEntry.Origin(i % 2 + 1, 1, Instant.ofEpochSecond(i % 7), null), 0));
		}
		engine.apply(entries, List.of(), List.of(), FIRST, SECOND);
		engine.apply(List.of(post(70, "영화")), List.of(new SearchEntry.Key(COMMENT, 3)), List.of(), SECOND, THIRD);
		var query = new Query("영화", List.of(QueryWord.exactly("영화", "영화")), List.of(), null, null, null, null, null);
		var notFirst = Engine.Filter.of(java.util.Optional.empty(), new Long[]{ 1L });
		for (var sort : Engine.Sort.values()) {
			for (var among : List.of(Map.of(POST, ALL, COMMENT, ALL), Map.of(POST, ALL, COMMENT, notFirst))) {
				var together = engine
						.findEach(new Engine.Request(among, query, Engine.Match.ALL, sort, true, List.of(), 11));
				assertThat(together).containsOnlyKeys(POST, COMMENT);
				among.forEach((kind, filter) -> assertThat(together).containsEntry(kind,
						engine.find(new Engine.Request(kind, query, filter, Engine.Match.ALL, sort, true, List.of(), 11))));
				assertThat(together.get(POST)).extracting(Engine.Hits::total).isEqualTo(60L);
				assertThat(together.get(COMMENT)).extracting(Engine.Hits::total)
						.isEqualTo(among.containsValue(notFirst) ? 28L : 57L);
			}
		}
	}

	@Test
	void whatMeansTheSameIsFoundInTheCellsAroundIt() {
		var texts = new ArrayList<String>();
		for (int i = 0; i < 2_000; i++) {
			var about = "" + (char) ('a' + i % 40 / 7) + (char) ('a' + i % 40 % 7);
			texts.add(
					"ku%1$s me%1$s ro%1$s tu%1$s va%2$s ze%3$s".formatted(about, (char) ('a' + i % 23), (char) ('a' + i % 19)));
		}
		var meaning = TermVectors.learn(korean, texts);
		assertThat(meaning.cells().isEmpty()).isFalse();
		var kind = SearchKind.of("post", SearchKind.Trait.DATED, SearchKind.Trait.MEANING);
		try (var building = engine.build(FIRST, "f", meaning)) {
			for (int i = 0; i < 400; i++) {
				building.add(List.of(new SearchEntry(new SearchEntry.Key(kind, i + 1), "", texts.get(i), List.of(),
						new SearchEntry.Origin(1, 1, Instant.ofEpochSecond(i), null), 0)));
			}
			building.finish();
		}
		var query = new Query("kuba meba roba 없는말", List.of(QueryWord.exactly("없는말", "없는말")), List.of(), null, null, null, null,
				null);
		var found = engine
				.find(new Engine.Request(kind, query, ALL, Engine.Match.ALL, Engine.Sort.RELEVANCE, true, List.of(), 9));
		assertThat(found.hits()).hasSize(5).allMatch(hit -> (hit.id() - 1) % 40 == 7);
	}
}
