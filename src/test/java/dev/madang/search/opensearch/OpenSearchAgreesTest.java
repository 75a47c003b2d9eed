package dev.madang.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Language;
import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.NodeSearch;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.TermVectors;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** OpenSearch finds what Lucene's index finds of the same texts, in the same order and with the same scores. */
@MadangTest
@Tag("engines")
class OpenSearchAgreesTest {

	private static final SearchKind POST = SearchKind.of("post", Trait.IN_CATEGORY, Trait.TAGGED, Trait.DATED, Trait.MEANING,
			Trait.INITIALS);

	private static final SearchKind ITEM = SearchKind.of("item", Trait.MEANING, Trait.NAMED);

	private static final String[] WHO = { "배우들의 연기가", "감독님이", "그 남자의 표정이", "엔딩 크레딧이", "쥬라기공원은", "어린 아이와 엄마의 눈물이",
			"봄 산책길에서 본 하늘이", "ㅋㅋ 영화 2024년판",
			"Netflix original series는", "판타지 소설의 결말이" };

	private static final String[] HOW = { "정말 재밌었어요", "재미있고 무서웠다", "슬퍼서 울었다", "아름다운 이야기", "지루하지 않은 시간", "어이 없는 반전", "웃겨서 쓰러졌네",
			"최고였습니다!!",
			"느낌이 좋다", "걷고 싶은 날" };

	private static final String[] QUERIES = { "영화", "배우", "재밌다", "재미있는 영화", "엔딩크레딧", "\"봄 산책\"", "산책 -하늘", "엄마의", "ㅇㄷㅋㄹㄷ",
			"2024", "netflix",
			"판타지 결말", "환타지", "무서운 남자", "어이없는", "없는말이다", "감독 tag:책", "-영화 배우", "눈물", "\"그 남자\"", "쥬라기", "울다", "최고", "느낌",
			"걷다 하늘", "바다 -하늘" };

	@Autowired
	Language language;

	@TempDir
	Path home;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final IndexOnNode index = new IndexOnNode(clock);

	private Engine lucene;

	private Engine open;

	@BeforeEach
	void build() {
		lucene = new LuceneEngine(home, language::korean, () -> Meaning.NONE);
		lucene.open();
		open = index.engine(language::korean, () -> Meaning.NONE);
		var entries = entries();
		var meaning = TermVectors.learn(language.korean(), entries.stream().map(SearchEntry::body).toList());
		for (var engine : List.of(lucene, open)) {
			try (var building = engine.build(new Place("10", 1), "f", meaning)) {
				building.add(entries);
				building.finish();
			}
		}
	}

	@AfterEach
	void close() {
		lucene.close();
		index.close();
		clock.shutdownNow();
	}

	private static List<SearchEntry> entries() {
		var entries = new ArrayList<SearchEntry>();
		for (int i = 0; i < 600; i++) {
			var body = WHO[i % 10] + " " + HOW[i / 10 % 10] + ". " + WHO[(i / 7 + 3) % 10] + " " + HOW[(i / 3 + 5) % 10] + " "
					+ "바다 ".repeat(i % 4) + (char) ('가' + i % 90 * 28);
			entries.add(new SearchEntry(new SearchEntry.Key(POST, i + 1), i % 3 == 0 ? WHO[i / 60] : "글 " + i, body,
					i % 5 == 0 ? List.of("책") : List.of(),
					new SearchEntry.Origin(i % 4 + 1, i % 3 + 1, Instant.ofEpochSecond(i / 2),
							i % 50 == 0 ? new SearchEntry.Under("item:1", 9) : null),
					0));
		}
		for (int i = 0; i < 10; i++) {
			entries.add(SearchEntry.named(ITEM, i + 1, WHO[i].split(" ")[0] + " 이야기", HOW[i], i));
		}
		return entries;
	}

	private static List<Engine.Filter> filters() {
		var none = new Long[0];
		return List.of(new Engine.Filter(null, none, null, null, null, null),
				new Engine.Filter(new Long[]{ 1L, 2L }, new Long[]{ 3L, 9L }, null, null, null, null),
				new Engine.Filter(null, none, "책", 2L, Instant.ofEpochSecond(20), Instant.ofEpochSecond(250)));
	}

	@Test
	void whatIsFoundItsOrderItsScoresAndTotals() {
		for (var typed : QUERIES) {
			var query = NodeSearch.read(typed, language, lucene);
			assertThat(NodeSearch.read(typed, language, open)).as(typed).isEqualTo(query);
			for (var filter : filters()) {
				for (var match : Engine.Match.values()) {
					for (var sort : Engine.Sort.values()) {
						var request = new Engine.Request(Map.of(POST, filter, ITEM, filter), query, match, sort, true,
								List.of(), 25);
						same(typed + " " + match + " " + sort, lucene.findEach(request), open.findEach(request));
					}
				}
			}
		}
	}

	private void same(String what, Map<SearchKind, Engine.Hits> right, Map<SearchKind, Engine.Hits> found) {
		assertThat(found.keySet()).as(what).isEqualTo(right.keySet());
		right.forEach((kind, hits) -> {
			var others = found.getOrDefault(kind, Engine.Hits.NONE);
			assertThat(others.total()).as(what).isEqualTo(hits.total());
			assertThat(scores(others)).as(what).hasSameSizeAs(scores(hits));
			for (int i = 0; i < hits.hits().size(); i++) {
				assertThat(scores(others).get(i))
						.as("%s %s\n%s%s\n%s%s", what, kind, hits.hits().stream().map(Engine.Hit::id).toList(), scores(hits),
								others.hits().stream().map(Engine.Hit::id).toList(), scores(others))
						.isCloseTo(scores(hits).get(i), within(.001f));
			}
			// those whose scores differ in the last bit may have changed places
			assertThat(byScore(others)).as(what).isEqualTo(byScore(hits));
		});
	}

	private static List<Float> scores(Engine.Hits hits) {
		return hits.hits().stream()
				.map(hit -> hit.keys().size() < 3 ? 0 : Float.intBitsToFloat(hit.keys().getFirst().intValue()))
				.toList();
	}

	/** But for the last, of which others are on the next page. */
	private static Map<Integer, List<Long>> byScore(Engine.Hits hits) {
		var byScore = new TreeMap<Integer, List<Long>>();
		for (int i = 0; i < hits.hits().size(); i++) {
			byScore.computeIfAbsent(Math.round(scores(hits).get(i) * 100), any -> new ArrayList<>())
					.add(hits.hits().get(i).id());
		}
		if (hits.total() > hits.hits().size()) {
			byScore.pollFirstEntry();
		}
		byScore.values().forEach(ids -> ids.sort(null));
		return byScore;
	}

	@Test
	void pagesFollowEachOther() {
		var query = NodeSearch.read("영화", language, open);
		for (var sort : Engine.Sort.values()) {
			var found = new ArrayList<Long>();
			List<Long> after = List.of();
			var total = 0L;
			do {
				var hits = open
						.find(new Engine.Request(POST, query, filters().getFirst(), Engine.Match.ALL, sort, true, after, 7));
				total = hits.total();
				hits.hits().forEach(hit -> found.add(hit.id()));
				after = hits.hits().isEmpty() ? List.of() : hits.hits().getLast().keys();
			}
			while (!after.isEmpty());
			assertThat(found).as(sort.name()).doesNotHaveDuplicates().hasSize((int) total);
		}
	}

	@Test
	void suggestionsFrequenciesAndCorrections() {
		for (var typed : List.of("영", "배우", "재밌", "ㅇㅎ", "엔딩", "ㅂㅇㄷ", "감독", "판타", "netf", "쥬라기공원이", "없는", "(.*", "아름다")) {
			for (var filter : filters()) {
				assertThat(open.suggest(typed, filter, 10)).as(typed)
						.containsExactlyInAnyOrderElementsOf(lucene.suggest(typed, filter, 10));
			}
		}
		for (var word : List.of("영화", "배우들의", "netflix", "없는말", "쥬라기공원은", "바다")) {
			assertThat(open.frequency(word)).as(word).isEqualTo(lucene.frequency(word));
			filters().forEach(filter -> assertThat(open.occurs(word, filter)).as(word).isEqualTo(lucene.occurs(word, filter)));
		}
		for (var word : List.of("영하", "netfix", "감독닌이", "결마리", "판타자", "크래딧이", "가")) {
			assertThat(open.correction(word)).as(word).isEqualTo(lucene.correction(word));
		}
	}

	@Test
	void vectorsAreKept() throws Exception {
		var vectors = new TreeMap<String, byte[]>();
		var server = index.server(IndexOnNode.NODE.url());
		assertThat(new KeptVectors(server, new SharedIndex(server, index.alias(), 1))
				.each((kind, id, vector, progress) -> vectors.put(kind + ":" + id, vector))).isTrue();
		var left = open.withoutVector(POST, filters().getFirst(), 0, 1_000);
		assertThat(left).isEqualTo(lucene.withoutVector(POST, filters().getFirst(), 0, 1_000));
		assertThat(vectors.keySet().stream().filter(key -> key.startsWith("post")).count()).isEqualTo(600 - left.size())
				.isGreaterThan(300);
		assertThat(vectors.values()).allMatch(vector -> vector.length == 64);
	}

	@Test
	void whatCannotBeReadIsSkippedAndTold() {
		assertThat(open.skipped()).isZero();
		open.skip("log:7", new Place("10", 1), new Place("20", 1));
		assertThat(open.skipped()).isEqualTo(1);
		assertThat(open.place()).contains(new Place("20", 1));
		assertThat(open.hasGrown()).isFalse();
	}

	@Test
	void anEarlierReadingDoesNotReplaceALaterOne() {
		var late = index.engine(language::korean, () -> Meaning.NONE);
		late.open();
		assertThat(late.place()).contains(new Place("10", 1));
		var entry = SearchEntry.named(ITEM, 77, "새이름표", "", 1);
		open.apply(List.of(entry), List.of(), List.of(), new Place("10", 1), new Place("20", 1));
		open.apply(List.of(), List.of(entry.key()), List.of(), new Place("20", 1), new Place("30", 1));
		// as by a program that stood still since it has read the place and the tables
		late.apply(List.of(entry), List.of(), List.of(), new Place("10", 1), new Place("15", 1));
		open.apply(List.of(), List.of(), List.of(), new Place("30", 1), new Place("40", 1));
		assertThat(open.place()).contains(new Place("40", 1));
		assertThat(open.occurs("새이름표", filters().getFirst())).isFalse();
	}
}
