package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order an index gives what it found, and what it suggests. */
public abstract class RankingContract {

	private static final SearchKind KIND = SearchKind.of("post", SearchKind.Trait.DATED, SearchKind.Trait.MEANING);

	private Engine engine;

	/** One of nothing. */
	protected abstract Engine opened(Supplier<Korean> korean, Supplier<Meaning> meaning);

	@BeforeEach
	void open() {
		engine = opened(() -> new Korean(List.of()), () -> Meaning.NONE);
	}

	@AfterEach
	void close() {
		engine.close();
	}

	private void build(List<SearchEntry> entries) {
		try (var building = engine.build(new Place("10", 5), "f", Meaning.NONE)) {
			building.add(entries);
			building.finish();
		}
	}

	private static SearchEntry entry(long id, long second, String title, String body) {
		return new SearchEntry(new SearchEntry.Key(KIND, id), title, body, List.of(),
				new SearchEntry.Origin(1, 1, Instant.ofEpochSecond(second), null), 0);
	}

	private static Query query(String... words) {
		return new Query(String.join(" ", words), List.of(words).stream().map(word -> QueryWord.exactly(word, word)).toList(),
				List.of(), null, null, null, null, null);
	}

	private Engine.Hits find(Query query, Engine.Match match, Engine.Sort sort, List<Long> after, int limit) {
		return engine.find(new Engine.Request(KIND, query, EngineContract.ALL, match, sort, true, after, limit));
	}

	/** Of more than are kept to be compared by meaning. */
	@Test
	void theLatestOfManyThatAreAlikeComeFirstPageByPage() {
		var most = 1_500;
		build(LongStream.rangeClosed(1, most).mapToObj(id -> entry(id, id * 7919 % most, "글", "영화")).toList());
		var latestFirst = LongStream.rangeClosed(1, most).boxed()
				.sorted(Comparator.<Long>comparingLong(id -> id * 7919 % most).reversed()).toList();
		for (var sort : Engine.Sort.values()) {
			var found = new ArrayList<Long>();
			for (List<Long> after = List.of(); found.size() < most;) {
				var hits = find(query("영화"), Engine.Match.ALL, sort, after, 500);
				assertThat(hits.total()).isEqualTo(most);
				hits.hits().forEach(hit -> found.add(hit.id()));
				after = hits.hits().getLast().keys();
			}
			assertThat(found).as(sort.name()).isEqualTo(latestFirst);
		}
	}

	@Test
	void eachWordInATitleLiftsByTheSame() {
		build(List.of(entry(1, 1, "글", "영화 감독"), entry(2, 2, "영화", "글 감독"), entry(3, 3, "영화 감독", "글"),
				entry(4, 4, "글", "글")));
		for (var match : Engine.Match.values()) {
			var hits = find(query("영화", "감독"), match, Engine.Sort.RELEVANCE, List.of(), 10).hits();
			assertThat(hits).as(match.name()).extracting(Engine.Hit::id).containsExactly(3L, 2L, 1L);
			for (int i = 0; i < 2; i++) {
				assertThat(score(hits.get(i)) - score(hits.get(i + 1))).as(match.name()).isCloseTo(2, within(.1f));
			}
		}
	}

	/** Suggestions are remembered, but only while nothing changes. */
	@Test
	void aNameIsSuggestedAsSoonAsThereIsOne() {
		var item = SearchKind.of("item", SearchKind.Trait.NAMED);
		build(List.of(SearchEntry.named(item, 1, "영화", "", 1)));
		assertThat(suggested()).containsExactly(1L);
		assertThat(suggested()).containsExactly(1L);
		engine.apply(List.of(SearchEntry.named(item, 2, "영감", "", 2)), List.of(new SearchEntry.Key(item, 1)), List.of(),
				new Place("10", 5), new Place("20", 6));
		assertThat(suggested()).containsExactly(2L);
	}

	private List<Long> suggested() {
		return engine.suggest("영", EngineContract.ALL, 10).stream().map(Engine.Suggestion::id).toList();
	}

	private static float score(Engine.Hit hit) {
		return Float.intBitsToFloat(hit.keys().getFirst().intValue());
	}
}
