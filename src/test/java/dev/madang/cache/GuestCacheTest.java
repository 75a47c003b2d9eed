package dev.madang.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

import dev.madang.counter.Views;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests are given again, and what they never are. */
@MadangTest
@Order(1)
class GuestCacheTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	@Autowired
	MeterRegistry meters;

	@Autowired
	Views views;

	Community.Person author;

	Community.Person moderator;

	String board;

	String title;

	String tag;

	long post;

	@BeforeEach
	void aPost() {
		author = community.aMember();
		moderator = community.aModerator();
		board = community.aCategory();
		title = Community.unique("제목");
		tag = Community.unique("태그");
		post = community.aPost().by(author).in(board).titled(title).tagged(tag).id();
	}

	private Client guest() {
		return community.anybody().header("Accept", "text/html");
	}

	/** Every address that shows the post, its author or what was said about it. */
	private List<String> places() {
		var handle = Browser.encode(author.handle());
		return List.of("!/", "!/c/" + board, "!/p/" + post, "!/@" + handle, "!/?tag=" + Browser.encode(tag), "!/feed.atom",
				"!/c/" + board + "/feed.atom", "!/@" + handle + "/feed.atom", "/posts", "/posts?category=" + board,
				"/posts/" + post,
				"/posts?author=" + handle + "&page=1", "/posts?tag=" + Browser.encode(tag), "/users/" + handle + "/posts",
				"/posts?q=" + Browser.encode(title));
	}

	private Client.Answer get(String place) {
		return (place.startsWith("!") ? guest() : community.anybody()).get(place);
	}

	private List<String> showing(String text) {
		return places().stream().filter(place -> {
			var answer = get(place);
			return answer.status() == 200 && answer.body().contains(text);
		}).toList();
	}

	private double hits() {
		return meters.counter("madang.guest.cache.requests", "result", "hit").count();
	}

	@Test
	void theSecondGuestCostsNoStatementAndIsAnsweredTheSame() {
		for (var place : places()) {
			await().untilAsserted(() -> {
				var first = get(place);
				statements.take();
				var hits = hits();
				var second = get(place);
				assertThat(hits()).as(place + " within a second").isEqualTo(hits + 1);
				assertThat(statements.take()).as(place).isEmpty();
				assertThat(second.body()).as(place).isEqualTo(first.body());
				assertThat(headers(second)).as(place).isEqualTo(headers(first));
			});
		}
	}

	private static Map<String, List<String>> headers(Client.Answer answer) {
		var headers = new TreeMap<>(answer.response().headers().map());
		headers.remove("date");
		return headers;
	}

	@Test
	void anEditIsSeenAtOnceWhereverThePostIs() {
		assertThat(showing(title)).containsExactlyElementsOf(places());
		var edited = Community.unique("고친");
		author.client().patch("/posts/" + post, Map.of("title", edited));
		assertThat(showing(edited)).containsAll(places().subList(0, places().size() - 1));
		assertThat(showing(title)).isEmpty();
	}

	@Test
	void aHiddenPostIsGoneAtOnceEverywhereAndBackAtOnce() {
		assertThat(showing(title)).containsExactlyElementsOf(places());
		moderator.client().delete("/posts/" + post);
		assertThat(showing(title)).isEmpty();
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(404);
		moderator.client().post("/posts/" + post + "/restore", "{}");
		assertThat(showing(title)).containsExactlyElementsOf(places());
	}

	@Test
	void aNewPostIsInListsAtOnce() {
		showing(title);
		var another = Community.unique("새");
		community.aPost().by(author).in(board).titled(another).id();
		assertThat(showing(another)).contains("!/", "!/c/" + board, "/posts", "/posts?category=" + board);
	}

	@Test
	void aCommentIsInItsThreadAtOnceAndItsCountInListsWithinASecond() {
		var thread = "/posts/" + post + "/comments";
		var list = "/posts?category=" + board;
		guest().get("!/p/" + post);
		community.anybody().get(thread);
		community.anybody().get(list);
		community.aComment(author, post, "댓글입니다");
		assertThat(community.anybody().get(thread).body()).contains("댓글입니다");
		assertThat(guest().get("!/p/" + post).body()).contains("댓글입니다");
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isOne();
		await().untilAsserted(
				() -> assertThat(community.anybody().get(list).json().at("/items/0/commentCount").asInt()).isOne());
	}

	@Test
	void aCommentTakenAwayIsGoneAtOnce() {
		var comment = community.aComment(author, post, "지울 댓글");
		var places = List.of("/posts/" + post + "/comments", "!/p/" + post,
				"!/@" + Browser.encode(author.handle()) + "/comments",
				"/comments/" + comment);
		assertThat(places).allSatisfy(place -> assertThat(get(place).body()).contains("지울 댓글"));
		moderator.client().delete("/comments/" + comment);
		assertThat(places).noneSatisfy(place -> assertThat(get(place).body()).contains("지울 댓글"));
	}

	@Test
	void aLikeIsCountedAtOnceWhereThePostIsRead() {
		var path = "/posts/" + post;
		assertThat(community.anybody().get(path).json().at("/likeCount").asInt()).isZero();
		moderator.client().put(path + "/like");
		assertThat(community.anybody().get(path).json().at("/likeCount").asInt()).isOne();
		moderator.client().delete(path + "/like");
		assertThat(community.anybody().get(path).json().at("/likeCount").asInt()).isZero();
	}

	@Test
	void aNewNameOfItsAuthorIsSeenAtOnce() {
		showing(title);
		var name = Community.unique("이름");
		author.client().patch("/users/me", Map.of("name", name));
		assertThat(showing(name)).contains("!/", "!/c/" + board, "!/p/" + post, "/posts", "/posts/" + post);
	}

	@Test
	void whatAnAdminTakesAwayWithItsAuthorIsGoneAtOnce() {
		showing(title);
		assertThat(community.anAdmin().client().send("DELETE", "/users/" + author.handle(), "{}", "application/json").status())
				.isBetween(200, 204);
		assertThat(showing(author.handle() + "\"")).isEmpty();
	}

	@Test
	void everyViewCounts() {
		var path = "/posts/" + post;
		var hits = hits();
		for (int i = 0; i < 20; i++) {
			community.anybody().get(path);
		}
		var etag = community.anybody().get(path).header("ETag");
		assertThat(community.anybody().header("If-None-Match", etag).get(path).status()).isEqualTo(304);
		assertThat(hits()).isGreaterThan(hits);
		views.flush();
		assertThat(community.jdbc().sql("select view_count from post_count where post_id = :id").param("id", post)
				.query(Long.class)
				.single()).isEqualTo(22);
	}

	@Test
	void signedInReadersNeverGetItAndNeverFillIt() {
		var browser = new Browser(community).signedIn(author);
		for (var place : List.of("/", "/p/" + post, "/c/" + board)) {
			assertThat(guest().get("!" + place).body()).contains("/login").doesNotContain(author.handle() + "</summary>");
			var own = browser.get(place).body();
			assertThat(own).contains("/logout");
			assertThat(guest().get("!" + place).body()).doesNotContain("/logout");
		}
		assertThat(community.anybody().get("/posts/" + post).body()).doesNotContain("likedByMe");
		assertThat(author.client().get("/posts/" + post).body()).contains("likedByMe");
		assertThat(community.anybody().with("not.a.token").get("/posts/" + post).status()).isEqualTo(401);
	}

	@Test
	void languagesAndThemesAreKeptApart() {
		assertThat(guest().header("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8").get("!/").body()).contains("lang=\"ko\"");
		assertThat(guest().header("Accept-Language", "de, en;q=0.5, ko;q=0.1").get("!/").body()).contains("lang=\"en\"");
		assertThat(guest().header("Accept-Language", "de").get("!/").body()).contains("lang=\"ko\"");
		assertThat(guest().header("Accept-Language", "ko").header("Cookie", "lang=en").get("!/").body())
				.contains("lang=\"en\"");
		assertThat(guest().header("Cookie", "theme=dark").get("!/").body()).contains("data-theme=\"dark\"");
		assertThat(guest().get("!/").body()).doesNotContain("data-theme=\"dark\"");
	}

	@Test
	void whatABrowserHasIs304AndAHeadHasNoBody() {
		var page = guest().get("!/p/" + post);
		assertThat(page.header("ETag")).startsWith("W/");
		await().untilAsserted(() -> {
			var known = guest().get("!/c/" + board).header("ETag");
			assertThat(guest().header("If-None-Match", "\"other\", " + known).get("!/c/" + board).status()).isEqualTo(304);
		});
		var json = community.anybody().get("/posts/" + post);
		for (int i = 0; i < 3; i++) {
			var known = community.anybody().header("If-None-Match", json.header("ETag")).get("/posts/" + post);
			assertThat(known.status()).isEqualTo(304);
			assertThat(known.body()).isEmpty();
			assertThat(known.header("ETag")).isEqualTo(json.header("ETag"));
		}
		var head = guest().send("HEAD", "!/c/" + board, null, "");
		var whole = guest().get("!/c/" + board);
		var headAgain = guest().send("HEAD", "!/c/" + board, null, "");
		assertThat(head.status()).isEqualTo(200);
		assertThat(headAgain.body()).isEmpty();
		assertThat(headAgain.header("Content-Length")).isEqualTo(
				String.valueOf(whole.body().getBytes(StandardCharsets.UTF_8).length));
	}

	@Test
	void bytesAreCompressedForThoseWhoTakeThem() throws IOException, InterruptedException {
		try (var http = HttpClient.newHttpClient()) {
			for (int i = 0; i < 3; i++) {
				var request = HttpRequest
						.newBuilder(URI.create("http://localhost:" + community.anybody().port() + "/c/" + board))
						.header("Accept", "text/html").header("Accept-Encoding", "gzip").build();
				var answer = http.send(request, BodyHandlers.ofByteArray());
				assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
				assertThat(String.join(",", answer.headers().allValues("Vary")).toLowerCase(Locale.ROOT))
						.contains("accept-encoding").contains("cookie");
				var page = new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
						StandardCharsets.UTF_8);
				assertThat(page).contains(title).endsWith("</html>\n");
			}
		}
	}

	@Test
	void oneComputesWhatManyAskForAtOnce() throws Exception {
		guest().get("!/?sort=discussed");
		statements.take();
		try (var guests = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Client.Answer>> answers = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				answers.add(guests.submit(() -> guest().get("!/c/" + board + "?sort=popular")));
			}
			for (var answer : answers) {
				assertThat(answer.get().body()).contains(title);
			}
		}
		var before = statements.take().size();
		assertThat(before).as("statements for 64 guests").isLessThan(20);
	}

	@Test
	void onlyWhatIsAskedForAgainIsKept() {
		var misses = meters.counter("madang.guest.cache.requests", "result", "miss");
		var before = misses.count();
		var place = "/posts?limit=7&category=" + board;
		community.anybody().get(place);
		assertThat(misses.count()).isEqualTo(before);
		community.anybody().get(place);
		assertThat(misses.count()).isEqualTo(before + 1);
	}

	@Test
	void refusalsFormsAndWhatIsNotMarkedAreNeverKept() {
		var missing = "/posts/" + Long.MAX_VALUE;
		var hits = hits();
		for (int i = 0; i < 2; i++) {
			assertThat(community.anybody().get(missing).status()).isEqualTo(404);
			assertThat(guest().get("!/login").response().headers().allValues("Set-Cookie")).isNotEmpty();
			assertThat(community.anybody().get("/users/me/posts").status()).isEqualTo(401);
		}
		assertThat(hits()).isEqualTo(hits);
	}
}
