package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.Map;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an index keeps of what is said in rooms, and whom it tells of it. */
public abstract class TextsInRoomsContract {

	private static final SearchKind SAID = SearchKind.of("said", SearchKind.Trait.IN_ROOM, SearchKind.Trait.DATED);

	private final Korean korean = new Korean(List.of());

	private Engine engine;

	/** One of nothing. */
	protected abstract Engine opened(Supplier<Korean> korean, Supplier<Meaning> meaning);

	@BeforeEach
	void anIndexOfAPostAndSomeRooms() {
		engine = opened(() -> korean, () -> Meaning.NONE);
		try (var building = engine.build(new Place("10", 5), "f", Meaning.NONE)) {
			building.add(List.of(EngineContract.post(1, "여름휴가 사진"), said(1, 7, 1, 3), said(2, 7, 2, 3), said(3, 8, 1, 4),
					said(4, 9, 9, 3)));
			building.finish();
		}
	}

	@AfterEach
	void close() {
		engine.close();
	}

	private static SearchEntry said(long id, long room, long place, long author) {
		return new SearchEntry(new SearchEntry.Key(SAID, id), "", "여름휴가 비밀계획", List.of(),
				new SearchEntry.Origin(author, 0, Instant.ofEpochSecond(id), null, new SearchEntry.InRoom(room, place)), 0);
	}

	private static Query of(String word) {
		return new Query(word, List.of(QueryWord.exactly(word, word)), List.of(), null, null, null, null, null);
	}

	private static Engine.Filter reads(Map<Long, Long> rooms, Long... hidden) {
		return new Engine.Filter(null, hidden, null, null, null, null, rooms);
	}

	private Engine.Hits find(Engine.Filter filter) {
		return engine
				.find(new Engine.Request(SAID, of("여름휴가"), filter, Engine.Match.ALL, Engine.Sort.RELEVANCE, true, List.of(),
						100));
	}

	private List<Long> ids(Map<Long, Long> rooms) {
		var hits = find(reads(rooms));
		assertThat(hits.total()).isEqualTo(hits.hits().size());
		return hits.hits().stream().map(Engine.Hit::id).toList();
	}

	@Test
	void whatOneReadsIsFoundTheLatestFirst() {
		assertThat(ids(Map.of(7L, 0L, 8L, 0L))).containsExactly(3L, 2L, 1L);
		assertThat(ids(Map.of(9L, 8L))).containsExactly(4L);
	}

	@Test
	void whatWasSaidBeforeOneCameOrInOtherRoomsIsNeitherFoundNorCounted() {
		assertThat(ids(Map.of(7L, 1L, 8L, 1L))).containsExactly(2L);
		assertThat(ids(Map.of(9L, 9L))).isEmpty();
		assertThat(ids(Map.of(10L, 0L))).isEmpty();
		assertThat(ids(Map.of())).isEmpty();
	}

	@Test
	void whoIsHiddenIsNotFound() {
		assertThat(find(reads(Map.of(7L, 0L, 8L, 0L), 3L)).total()).isEqualTo(1);
	}

	@Test
	void whoeverDoesNotSayWhichRoomsIsRefused() {
		assertThatThrownBy(() -> find(EngineContract.ALL)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> engine.find(new Engine.Request(EngineContract.POST, of("여름휴가"), reads(Map.of(7L, 0L)),
				Engine.Match.ALL, Engine.Sort.LATEST, false, List.of(), 10))).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void noScoreTellsHowFrequentAWordIsElsewhere() {
		var keys = find(reads(Map.of(7L, 0L))).hits().getFirst().keys();
		assertThat(keys).as("time and id").hasSize(2);
		var all = Map.of(EngineContract.POST, EngineContract.ALL, SAID, reads(Map.of(7L, 0L)));
		var both = engine.findEach(
				new Engine.Request(all, of("여름휴가"), Engine.Match.ALL, Engine.Sort.RELEVANCE, false, List.of(), 10));
		var alone = engine.find(new Engine.Request(EngineContract.POST, of("여름휴가"), EngineContract.ALL, Engine.Match.ALL,
				Engine.Sort.RELEVANCE, false, List.of(), 10));
		assertThat(both.getOrDefault(SAID, Engine.Hits.NONE).hits()).extracting(Engine.Hit::id).containsExactly(2L, 1L);
		assertThat(both.get(EngineContract.POST)).isEqualTo(alone);
		engine.apply(List.of(said(5, 9, 10, 3), said(6, 9, 11, 3)), List.of(), List.of(), new Place("10", 5),
				new Place("20", 1));
		assertThat(ids(Map.of(9L, 9L))).containsExactly(6L, 5L);
		assertThat(engine.find(new Engine.Request(EngineContract.POST, of("여름휴가"), EngineContract.ALL, Engine.Match.ALL,
				Engine.Sort.RELEVANCE, false, List.of(), 10))).as("scored as before").isEqualTo(alone);
	}

	@Test
	void wordsOfRoomsAreNotSuggestedNorCountedNorProposed() {
		for (var typed : List.of("비밀", "비밀계", "ㅂㅁ", "ㅂㅁㄱㅎ")) {
			assertThat(engine.suggest(typed, EngineContract.ALL, 10)).as(typed).isEmpty();
		}
		assertThat(engine.frequency("비밀계획")).isZero();
		assertThat(engine.frequency("여름휴가")).isEqualTo(1);
		assertThat(engine.occurs("비밀계획", EngineContract.ALL)).isFalse();
		assertThat(engine.correction("비밀계홱")).isEmpty();
		assertThat(engine.withoutVector(SAID, reads(Map.of(7L, 0L)), 0, 10)).isNotNull();
	}
}
