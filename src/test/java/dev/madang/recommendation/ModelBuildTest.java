package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.page.CommunityZone;
import dev.madang.search.Meaning;
import dev.madang.search.SearchableKind;
import dev.madang.search.lucene.LuceneEngine;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MadangTest
@Order(1)
class ModelBuildTest {

	private static final Progress SILENT = (step, part) -> {
	};

	@Autowired
	Community community;

	@Autowired
	ModelBuild build;

	@Autowired
	ModelFolder folder;

	@Autowired
	PostWords words;

	@Autowired
	List<SearchableKind> kinds;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	ModelFolder.Place place;

	List<Long> posts = new ArrayList<>();

	List<Long> items = new ArrayList<>();

	@BeforeEach
	void peopleWhoLikeTheSame() throws IOException {
		var author = community.aMember();
		var category = community.aCategory();
		posts.clear();
		items.clear();
		for (int i = 0; i < 3; i++) {
			posts.add(community.aPost().by(author).in(category).titled("글 " + i)
					.saying(i < 2 ? "판소리 완창 공연을 처음 보았다" : "자전거 바퀴를 고쳤다").id());
			items.add(community.anItem().id());
		}
		for (int k = 0; k < 3; k++) {
			var reader = community.aMember();
			reader.client().put("/posts/" + posts.get(0) + "/like");
			reader.client().put("/posts/" + posts.get(2) + "/like");
			for (var item : items.subList(0, 2)) {
				community.aPost().by(reader).in(category).titled("감상").saying("좋다").about(item).rated(9).send();
			}
		}
		assertThat(build.run(SILENT)).isTrue();
		words.open();
	}

	@Test
	void postsAreRelatedByWhoLikedBothAndByWords() {
		var answer = community.anybody().header("Accept-Language", "ko").get("/posts/" + posts.getFirst() + "/related");
		assertThat(answer.body()).contains("\"id\":" + posts.get(2) + ",").contains("같은 회원들이 좋아해요")
				.contains("\"id\":" + posts.get(1) + ",").contains("비슷한 내용이에요");
	}

	@Test
	void itemsAreRelatedByWhoWroteOfBothAndRecommendedToWhoWroteOfOne() {
		var answer = community.anybody().get("/items/" + items.getFirst() + "/related");
		assertThat(answer.json().at("/items/0/item/id").asLong()).isEqualTo(items.get(1));
		var reader = community.aMember();
		community.aPost().by(reader).titled("감상").saying("좋다").about(items.getFirst()).rated(9).send();
		var recommended = reader.client().get("/recommendations/items?limit=100").json().at("/items");
		// others, of other tests, were written of in the same words
		assertThat(StreamSupport.stream(recommended.spliterator(), false).limit(10).map(row -> row.at("/item/id").asLong()))
				.contains(items.get(1)).doesNotContain(items.getFirst());
		assertThat(community.anybody().get("/items/999999999/related").status()).isEqualTo(404);
	}

	@Test
	void theWordsAreTheSameWhenTheyAreReadAlongWithTheSearchIndex(@TempDir Path home) throws IOException {
		var author = community.aMember();
		var texts = List.of("판소리 완창 공연을 처음 보았다. 감동의 무대였", "https://example.org/pansori 에서 `printPansori` 를 보았다",
				"<b>자전거</b> 바퀴 [수리점](https://example.org/bicycle)", "영화관 ".repeat(1_500) + "등대지기");
		for (var text : texts) {
			posts.add(community.aPost().by(author).titled(text.substring(0, 20)).saying(text).about(items.getFirst()).id());
		}
		posts.add(community.aPost().by(author).titled("제목 https://example.org/title").saying("본문").id());
		assertThat(build.run(SILENT)).isTrue();
		var alone = words();
		var things = things();
		var source = kinds.stream().filter(kind -> "post".equals(kind.kind().word())).findFirst().orElseThrow().source();
		var korean = new Korean(List.of());
		try (var engine = new LuceneEngine(home, () -> korean, () -> Meaning.NONE);
				var building = engine.build(Place.START, "along", Meaning.NONE)) {
			assertThat(build.run(reader -> building.add(source.of(jdbc, alone.keySet()),
					(entry, morphemes) -> reader.read(entry.id(), entry.title(), entry.body(), morphemes)), SILENT)).isTrue();
		}
		assertThat(words()).isEqualTo(alone).containsKeys(posts.toArray(Long[]::new));
		assertThat(alone.get(posts.get(3))).contains("감동", "무대");
		assertThat(things()).isEqualTo(things);
	}

	@Test
	void whatWasReadInPartIsNoModel() throws IOException {
		var things = things();
		var latest = folder.latest();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> build.run(reader -> {
			reader.read(posts.getFirst(), "제목", "본문", List.of());
			throw new IllegalStateException("the other reading failed");
		}, SILENT));
		assertThat(folder.latest()).isEqualTo(latest);
		assertThat(things()).isEqualTo(things);
		assertThat(build.run(SILENT)).as("nothing is locked").isTrue();
	}

	/** The words of each post in the latest index of them. */
	private Map<Long, Set<String>> words() throws IOException {
		var found = new TreeMap<Long, Set<String>>();
		try (var reader = DirectoryReader.open(new MMapDirectory(folder.latest().orElseThrow()))) {
			for (int i = 0; i < reader.maxDoc(); i++) {
				var document = reader.storedFields().document(i);
				found.put(Long.valueOf(document.get(PostWords.ID)), Set.of(document.get(PostWords.WORDS).split(" ")));
			}
		}
		return found;
	}

	private List<Map<String, Object>> things() {
		return jdbc.sql("select kind, subject_id, together::text, alike::text from model_thing order by kind, subject_id")
				.query()
				.listOfRows();
	}

	@Test
	void aBrokenIndexIsSetAsideAndAnsweredWithout() throws IOException {
		var latest = folder.latest().orElseThrow();
		words.close();
		try (var files = Files.list(latest)) {
			for (var file : files.filter(path -> path.toString().contains("segments")).toList()) {
				Files.writeString(file, "rubbish");
			}
		}
		var newer = latest.resolveSibling("words-9999999999999");
		Files.move(latest, newer);
		words.open();
		assertThat(community.anybody().get("/posts/" + posts.getFirst() + "/related").status()).isEqualTo(200);
		assertThat(newer).doesNotExist();
		assertThat(newer.resolveSibling("broken-words-9999999999999")).exists();
		ModelFolder.delete(newer.resolveSibling("broken-words-9999999999999"));
	}

	@Test
	void theNightlyBuildIsOnceInItsHourAndNeverWhenOff() {
		var nightly = nightly("04:30");
		assertThat(nightly.isTime(at("04:29"))).isFalse();
		assertThat(nightly.isTime(at("04:30"))).isTrue();
		assertThat(nightly.isTime(at("05:31"))).isFalse();
		assertThat(nightly("off").isTime(at("04:30"))).isFalse();
		assertThat(nightly.command()).contains("recommend", "build", "-Xmx1g");
	}

	private NightlyBuild nightly(String at) {
		return new NightlyBuild(new NightlyBuild.Properties(at, "1g"), CommunityZone.of(ZoneId.of("Asia/Seoul")), place);
	}

	private static ZonedDateTime at(String time) {
		return ZonedDateTime.of(java.time.LocalDate.of(2026, 1, 2), LocalTime.parse(time), ZoneId.of("Asia/Seoul"));
	}
}
