package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.PostBuilder;
import dev.madang.testing.ProductBuilder;
import dev.madang.testing.ScreenedTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A community that looks at some words first, and lets newcomers write little. */
@ScreenedTest
class ScreeningTest {

	@Autowired
	Community community;

	private Person moderator;

	private String category = "";

	private Person author;

	@BeforeEach
	void people() {
		moderator = community.aModerator();
		category = community.aCategory();
		author = community.aMember();
	}

	private PostBuilder post(String body) {
		return community.aPost().by(author).in(category).saying(body);
	}

	private void settle(Person person) {
		community.jdbc().sql("update member set created_at = now() - interval '4 days' where id = :id")
				.param("id", person.id()).update();
	}

	private long held() {
		return moderator.client().get("/admin/reports?status=open&reason=held&limit=1").json().at("/items/0/id").asLong();
	}

	@Test
	void aPostWithAWatchedWordWaitsAndIsShownWhenTheReportIsRejected() {
		settle(author);
		var answer = post("온라인 도.박.장 안내").send();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.text("/status")).isEqualTo("hidden");
		assertThat(community.anybody().get("/posts/" + answer.id()).status()).isEqualTo(404);
		assertThat(community.anybody().get("/posts?author=" + author.handle()).json().at("/items")).isEmpty();
		assertThat(new Browser(community).signedIn(author).get("/settings/reports").body()).contains("제목");
		var seen = moderator.client().get("/admin/reports/" + held()).json();
		assertThat(seen.at("/targetId").asLong()).isEqualTo(answer.id());
		assertThat(seen.at("/held").asBoolean()).isTrue();
		assertThat(seen.at("/detail").asString()).isEqualTo("도박장");
		assertThat(seen.at("/text").asString()).contains("도.박.장");
		assertThat(moderator.client().patch("/admin/reports/" + held(), Map.of("status", "rejected")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/posts/" + answer.id()).text("/status")).isEqualTo("published");
		assertThat(community.anybody().get("/posts?author=" + author.handle()).json().at("/items")).hasSize(1);
		assertThat(community.anybody().get("/users/" + author.handle()).json().at("/postCount").asInt()).isEqualTo(1);
	}

	@Test
	void aProductWithAWatchedWordWaitsToo() {
		settle(author);
		var answer = product("casino 칩").send();
		assertThat(answer.text("/status")).isEqualTo("hidden");
		assertThat(community.anybody().get("/products/" + answer.id()).status()).isEqualTo(404);
		assertThat(author.client().patch("/products/" + answer.id(), Map.of("status", "on_sale")).code())
				.isEqualTo("hidden-by-moderator");
		assertThat(moderator.client().patch("/admin/reports/" + held(), Map.of("status", "rejected")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/products/" + answer.id()).text("/status")).isEqualTo("on_sale");
		assertThat(community.anybody().get("/products?seller=" + author.handle() + "&page=1").json().at("/total").asInt())
				.isEqualTo(1);
	}

	@Test
	void aSellerCannotShowAWatchedWordByHidingItFirst() {
		settle(author);
		var hidden = community.aProduct().by(author).named("물건").priced(1, "KRW").with("status", "hidden").saying("도박장").id();
		author.client().patch("/products/" + hidden, Map.of("status", "on_sale"));
		assertThat(community.anybody().get("/products/" + hidden).status()).isEqualTo(404);
		var shown = product("물건").id();
		assertThat(author.client().patch("/products/" + shown, Map.of("description", "도 박 장")).text("/status"))
				.isEqualTo("hidden");
		assertThat(community.anybody().get("/products/" + shown).status()).isEqualTo(404);
		assertThat(held()).isPositive();
	}

	@Test
	void theAddressThatAProductLeadsToIsLookedAtToo() {
		settle(author);
		assertThat(product("물건").with("link", "https://casino.example/").send().text("/status")).isEqualTo("hidden");
		var shown = product("물건").id();
		assertThat(author.client().patch("/products/" + shown, Map.of("link", "https://casino.example/")).text("/status"))
				.isEqualTo("hidden");
	}

	@Test
	void whoOffersWhatWaitsIsToldSoAndNotThatSomebodyHidIt() {
		settle(author);
		var browser = new Browser(community).signedIn(author);
		var waits = "/settings/reports?said=held";
		assertThat(browser.post("/products/new", "name=casino&amount=1&currency=KRW").header("Location")).endsWith(waits);
		var id = product("물건").id();
		var edit = "version=1&name=casino&amount=1&currency=KRW&status=";
		assertThat(browser.post("/products/" + id + "/edit", edit + "hidden").header("Location")).endsWith("/products/" + id);
		assertThat(browser.post("/products/" + id + "/status", "status=shown").header("Location")).endsWith(waits);
	}

	@Test
	void aNewcomersProductHasFewLinksAndIsToldWhereTheyAre() {
		var links = "https://a.example https://b.example";
		assertThat(product("물건").saying(links).send().status()).isEqualTo(201);
		var refused = product("물건").saying(links).with("link", "https://c.example/").send();
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.text("/errors/0/field")).isEqualTo("description");
	}

	private ProductBuilder product(String name) {
		return community.aProduct().by(author).named(name);
	}

	@Test
	void aCommentWithOneStaysHiddenWhenItIsResolved() {
		settle(author);
		var post = post("본문").id();
		var answer = community.aComment().by(author).on(post).saying("best CASINO").send();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().at("/removed").asBoolean()).isTrue();
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isZero();
		moderator.client().patch("/admin/reports/" + held(), Map.of("status", "resolved"));
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items")).isEmpty();
	}

	@Test
	void aHeldCommentIsCountedWhenItIsShown() {
		settle(author);
		var post = post("본문").id();
		community.aComment().by(author).on(post).saying("casino").send();
		moderator.client().patch("/admin/reports/" + held(), Map.of("status", "rejected"));
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items")).hasSize(1);
	}

	@Test
	void anEditCannotBringItIn() {
		settle(author);
		var post = post("본문").id();
		var comment = community.aComment().by(author).on(post).id();
		assertThat(author.client().patch("/comments/" + comment, Map.of("body", "casino")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/comments/" + comment).status()).isEqualTo(404);
		assertThat(author.client().patch("/posts/" + post, Map.of("title", "casino")).text("/status")).isEqualTo("hidden");
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(404);
		var draft = community.aPost().by(author).in(category).titled("casino").saying("").draft().send();
		assertThat(draft.text("/status")).isEqualTo("draft");
		assertThat(author.client().patch("/posts/" + draft.id(), Map.of("status", "published")).text("/status"))
				.isEqualTo("hidden");
		assertThat(community.anybody().get("/posts?author=" + author.handle()).json().at("/items")).isEmpty();
	}

	@Test
	void moderatorsWriteWhatTheyLike() {
		assertThat(post("casino").by(moderator).send().text("/status")).isEqualTo("published");
	}

	@Test
	void aNewcomerWritesLittleAndOthersMore() throws Exception {
		Callable<Integer> write = () -> post("본문").send().status();
		var statuses = new ArrayList<Integer>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var answer : threads.invokeAll(Collections.nCopies(10, write))) {
				statuses.add(answer.get());
			}
		}
		assertThat(statuses.stream().filter(status -> status == 201)).hasSize(4);
		assertThat(statuses.stream().filter(status -> status == 429)).hasSize(6);
		var refused = post("본문").send();
		assertThat(refused.code()).isEqualTo("enough-for-a-newcomer");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_401);
		assertThat(post("").draft().send().status()).as("a draft is for oneself").isEqualTo(201);
		settle(author);
		assertThat(post("본문").send().status()).isEqualTo(201);
	}

	@Test
	void aNewcomersTextHasFewLinks() {
		var links = "https://a.example http://b.example www.c.example";
		var refused = post(links).send();
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.text("/errors/0/code")).isEqualTo("too-many-links");
		var post = post("https://a.example http://b.example").id();
		assertThat(author.client().patch("/posts/" + post, Map.of("body", links)).status()).isEqualTo(422);
		assertThat(community.aComment().by(author).on(post).saying(links).send().status()).isEqualTo(422);
		settle(author);
		assertThat(community.aComment().by(author).on(post).saying(links).send().status()).isEqualTo(201);
	}

	@Test
	void everybodyReadsWhatWasDoneWithoutNamesAndTexts() {
		settle(author);
		var post = post("비밀스러운 본문").id();
		moderator.client().delete("/posts/" + post);
		moderator.client().put("/admin/users/" + author.handle() + "/states/silenced", Map.of("detail", "까닭은비밀"));
		Awaitility.await().untilAsserted(() -> {
			var body = new Browser(community).get("/moderation").body();
			assertThat(body).contains("<ul class=\"lines\">").contains("글쓰기 제한");
			for (var secret : List.of(moderator.handle(), author.handle(), "비밀", "/p/" + post)) {
				assertThat(body).doesNotContain(secret);
			}
		});
	}
}
