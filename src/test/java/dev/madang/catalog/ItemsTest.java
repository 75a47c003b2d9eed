package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@SecondMadangTest
class ItemsTest {

	@Autowired
	Community community;

	/** An ISBN that no other test has. */
	static String freshIsbn() {
		var body = "978" + String.format("%09d", Math.floorMod(Community.unique("").hashCode() * 31L + System.nanoTime(),
				1_000_000_000L));
		for (int digit = 0; digit < 10; digit++) {
			if (Isbn.isValid(body + digit)) {
				return body + digit;
			}
		}
		throw new IllegalStateException(body);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void aMemberAddsABookAndEverybodySeesIt() {
		var isbn = freshIsbn();
		var added = community.anItem().book(isbn.substring(0, 3) + "-" + isbn.substring(3)).titled(" 데미안 ").of("헤르만 헤세")
				.with("publishedOn", "1919").with("language", "ko").with("description", "**알**")
				.with("coverUrl", "https://covers.example/1.jpg").send();
		assertThat(added.status()).isEqualTo(201);
		assertThat(added.header("Location")).endsWith("/items/" + added.id());
		assertThat(added.header("ETag")).isEqualTo("\"v1\"");
		var read = community.anybody().get("/items/" + added.id());
		assertThat(read.text("/title")).isEqualTo("데미안");
		assertThat(read.text("/isbn13")).isEqualTo(isbn);
		assertThat(read.text("/creators/0")).isEqualTo("헤르만 헤세");
		assertThat(read.json().at("/averageRating").isNull()).isTrue();
		assertThat(read.json().at("/ratingCount").asInt()).isZero();
		assertThat(read.json().at("/postCount").asInt()).isZero();
		assertThat(community.anybody().header("If-None-Match", "\"v1\"").get("/items/" + added.id()).status()).isEqualTo(304);
		assertThat(community.anItem().by(community.anybody()).titled("x").send().status()).isEqualTo(401);
	}

	@Test
	void aKnownIsbnNamesTheItemThatHasIt() {
		var isbn = freshIsbn();
		var member = community.aMember().client();
		var first = community.anItem().by(member).book(isbn).titled("처음").id();
		var second = community.anItem().by(member).book(isbn).titled("또").send();
		assertThat(second.status()).isEqualTo(409);
		assertThat(second.code()).isEqualTo("isbn-known");
		assertThat(second.text("/detail")).contains("처음", "/items/" + first);
	}

	@Test
	void saysWhichFieldIsWrong() {
		var answer = community.anItem().book("9780439023482").send();
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/field")).isEqualTo("isbn13");
		assertThat(answer.text("/errors/0/code")).isEqualTo("bad-isbn");
	}

	@Test
	void unknownFieldsAreRefused() {
		assertThat(community.anItem().with("postCount", 7).send().status()).isEqualTo(400);
	}

	@Test
	void onlyAModeratorMendsAnItemAndOnlyTheVersionThatWasSeen() {
		var id = community.anItem().id();
		assertThat(community.aMember().client().patch("/items/" + id, Map.of("title", "x")).status()).isEqualTo(403);
		var moderator = community.aModerator().client();
		var changed = moderator.header("If-Match", "\"v1\"").patch("/items/" + id,
				Map.of("title", "고침", "publishedOn", "1926-10"));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
		assertThat(changed.text("/publishedOn")).isEqualTo("1926-10");
		assertThat(moderator.header("If-Match", "\"v1\"").patch("/items/" + id, Map.of("title", "또")).status()).isEqualTo(412);
		assertThat(moderator.patch("/items/" + id, "{\"publishedOn\":null}").json().has("publishedOn")).isFalse();
		assertThat(moderator.patch("/items/" + id, Map.of("id", 3)).status()).isEqualTo(400);
		assertThat(moderator.patch("/items/999999999", Map.of("title", "x")).status()).isEqualTo(404);
	}

	@Test
	void findsAnyPartOfATitleOrNameInAnySpacing() {
		var word = Community.unique("뷁");
		var id = community.anItem().titled(word + " 수레바퀴 아래서").of("헤세" + word).id();
		for (var q : List.of(word, word.toUpperCase(Locale.ROOT), word + "수레", word + " 수레바퀴아래", "헤세" + word,
				"바퀴 아래서 ")) {
			var found = community.anybody().get("/items?limit=100&q=" + encoded(q)).json().at("/items");
			assertThat(found.findValues("id").stream().map(node -> node.asLong())).as(q).contains(id);
		}
		assertThat(community.anybody().get("/items?q=" + encoded(word + "헤세")).json().at("/items").size()).isZero();
		assertThat(community.anybody().get("/items?q=" + encoded(word) + "&kind=book").json().at("/items").size()).isZero();
		assertThat(community.anybody().get("/items?kind=film&page=1&q=" + encoded(word)).json().at("/total").asInt()).isOne();
	}

	@Test
	void theExactTitleComesFirst() {
		var word = Community.unique("즈");
		var within = community.anItem().titled("다시 " + word).id();
		var exact = community.anItem().titled(word).id();
		var beginning = community.anItem().titled(word + " 둘째").id();
		assertThat(ids(community.anybody().get("/items?q=" + encoded(word)))).containsExactly(exact, beginning, within);
	}

	@ParameterizedTest
	@CsvSource({ "sort=best,bad-sort", "kind=song,bad-parameter", "cursor=x,bad-cursor", "limit=0,bad-limit",
			"page=200&limit=100,page-too-deep" })
	void refusesWhatThereIsNot(String query, String code) {
		var answer = community.anybody().get("/items?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
	}

	@Test
	void boundsWhatIsLookedFor() {
		assertThat(community.anybody().get("/items?q=" + "가".repeat(101)).code()).isEqualTo("keyword-too-long");
		for (var q : List.of("%", "%00", "_", "\\", "'\"", "ㅊ", "🙂", "\u202e\u0627")) {
			assertThat(community.anybody().get("/items?q=" + ("%00".equals(q) ? q : encoded(q))).status()).as(q).isIn(200, 400);
		}
	}

	@Test
	void eachOrderGoesOnWithoutGapOrRepeat() {
		var word = Community.unique("순");
		var category = community.aCategory();
		var author = community.aMember();
		var items = new ArrayList<Long>();
		for (int i = 0; i < 5; i++) {
			items.add(community.anItem().titled(word + i).id());
			for (int n = 0; n < i; n++) {
				community.aReview(author, category, items.get(i), 10 - i);
			}
		}
		var newest = items.reversed();
		assertThat(all("/items?limit=2&sort=latest&q=" + encoded(word))).containsExactlyElementsOf(newest);
		assertThat(all("/items?limit=2&sort=popular&q=" + encoded(word))).containsExactlyElementsOf(newest);
		assertThat(all("/items?limit=2&sort=rating&q=" + encoded(word))).startsWith(items.get(1)).hasSize(5)
				.doesNotHaveDuplicates().endsWith(items.getFirst());
		assertThat(all("/items?limit=100&sort=rating&kind=film")).containsAll(items).doesNotHaveDuplicates();
		assertThat(ids(community.anybody().get("/items?limit=3&sort=latest"))).hasSize(3);
	}

	private List<Long> all(String path) {
		var found = new ArrayList<Long>();
		var answer = community.anybody().get(path);
		for (var cursor = answer.json().at("/nextCursor");; cursor = answer.json().at("/nextCursor")) {
			found.addAll(ids(answer));
			if (cursor.isNull()) {
				return found;
			}
			answer = community.anybody().get(path + "&cursor=" + cursor.asString());
		}
	}

	private static List<Long> ids(Client.Answer answer) {
		var ids = new ArrayList<Long>();
		answer.json().at("/items").forEach(item -> ids.add(item.at("/id").asLong()));
		return ids;
	}

	@Test
	void oneKeyAddsOnce() {
		var member = community.aMember().client().header("Idempotency-Key", Community.unique("k"));
		var form = Map.of("kind", "film", "title", "한 번만");
		assertThat(member.post("/items", form).id()).isEqualTo(member.post("/items", form).id());
	}

	@Test
	void looksABookUpHereAndSaysThatNobodyElseIsAsked() {
		var isbn = freshIsbn();
		var member = community.aMember().client();
		var unknown = member.get("/items/lookup?isbn=" + isbn);
		assertThat(unknown.status()).isEqualTo(404);
		assertThat(unknown.code()).isEqualTo("feature-off");
		var id = community.anItem().by(member).book(isbn).titled("책").id();
		var found = member.get("/items/lookup?isbn=" + isbn.substring(0, 5) + "-" + isbn.substring(5));
		assertThat(found.id()).isEqualTo(id);
		assertThat(found.text("/source")).isEqualTo("local");
		assertThat(member.get("/items/lookup?isbn=123").text("/errors/0/code")).isEqualTo("bad-isbn");
		assertThat(member.get("/items/lookup").status()).isEqualTo(400);
		assertThat(community.anybody().get("/items/lookup?isbn=" + isbn).status()).isEqualTo(401);
	}

	@Test
	void aCoverMayBeWrittenInAnyCase() {
		var form = Map.of("kind", "film", "title", Community.unique("영화 "), "coverUrl", " HTTPS://Covers.EXAMPLE/A.jpg");
		var item = community.aMember().client().post("/items", form);
		assertThat(item.text("/coverUrl")).isEqualTo("https://covers.example/A.jpg");
	}
}
