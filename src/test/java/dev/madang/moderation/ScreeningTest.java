package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.Madang;
import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Mailbox;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A community that looks at some words first, and lets newcomers write little. */
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ScreeningTest.Settings.class)
@Import({ Community.class, Client.class, Mailbox.class })
class ScreeningTest {

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("screening"));
			settings.putAll(Map.of("madang.limits.enabled", "true", "madang.moderation.words", "도박장, casino",
					"madang.moderation.newcomer.days", "3", "madang.moderation.newcomer.links", "2",
					"madang.moderation.newcomer.posts", "4", "madang.moderation.newcomer.comments", "6",
					"madang.moderation.public-log", "true"));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("screening", settings));
		}
	}

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

	private Map<String, Object> form(String body) {
		return Map.of("category", category, "title", "제목", "body", body);
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
		var answer = author.client().post("/posts", form("온라인 도.박.장 안내"));
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
		var answer = product("casino 칩");
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
		var hidden = author.client().post("/products", Map.of("name", "물건", "price", Map.of("amount", 1, "currency", "KRW"),
				"status", "hidden", "description", "도박장")).id();
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
		assertThat(product(Map.of("link", "https://casino.example/")).text("/status")).isEqualTo("hidden");
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
		assertThat(product(Map.of("description", links)).status()).isEqualTo(201);
		var refused = product(Map.of("description", links, "link", "https://c.example/"));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.text("/errors/0/field")).isEqualTo("description");
	}

	private Client.Answer product(Map<String, Object> more) {
		var form = new HashMap<String, Object>(Map.of("name", "물건", "price", Map.of("amount", 1, "currency", "KRW")));
		form.putAll(more);
		return author.client().post("/products", form);
	}

	private Client.Answer product(String name) {
		return author.client().post("/products", Map.of("name", name, "price", Map.of("amount", 12000, "currency", "KRW")));
	}

	@Test
	void aCommentWithOneStaysHiddenWhenItIsResolved() {
		settle(author);
		var post = author.client().post("/posts", form("본문")).id();
		var answer = author.client().post("/posts/" + post + "/comments", Map.of("body", "best CASINO"));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().at("/removed").asBoolean()).isTrue();
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isZero();
		moderator.client().patch("/admin/reports/" + held(), Map.of("status", "resolved"));
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items")).isEmpty();
	}

	@Test
	void aHeldCommentIsCountedWhenItIsShown() {
		settle(author);
		var post = author.client().post("/posts", form("본문")).id();
		author.client().post("/posts/" + post + "/comments", Map.of("body", "casino"));
		moderator.client().patch("/admin/reports/" + held(), Map.of("status", "rejected"));
		assertThat(community.anybody().get("/posts/" + post).json().at("/commentCount").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts/" + post + "/comments").json().at("/items")).hasSize(1);
	}

	@Test
	void anEditCannotBringItIn() {
		settle(author);
		var post = author.client().post("/posts", form("본문")).id();
		var comment = author.client().post("/posts/" + post + "/comments", Map.of("body", "댓글")).id();
		assertThat(author.client().patch("/comments/" + comment, Map.of("body", "casino")).status()).isEqualTo(200);
		assertThat(community.anybody().get("/comments/" + comment).status()).isEqualTo(404);
		assertThat(author.client().patch("/posts/" + post, Map.of("title", "casino")).text("/status")).isEqualTo("hidden");
		assertThat(community.anybody().get("/posts/" + post).status()).isEqualTo(404);
		var draft = author.client().post("/posts",
				Map.of("category", category, "title", "casino", "body", "", "status", "draft"));
		assertThat(draft.text("/status")).isEqualTo("draft");
		assertThat(author.client().patch("/posts/" + draft.id(), Map.of("status", "published")).text("/status"))
				.isEqualTo("hidden");
		assertThat(community.anybody().get("/posts?author=" + author.handle()).json().at("/items")).isEmpty();
	}

	@Test
	void moderatorsWriteWhatTheyLike() {
		assertThat(moderator.client().post("/posts", form("casino")).text("/status")).isEqualTo("published");
	}

	@Test
	void aNewcomerWritesLittleAndOthersMore() throws Exception {
		Callable<Integer> write = () -> author.client().post("/posts", form("본문")).status();
		var statuses = new ArrayList<Integer>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (var answer : threads.invokeAll(Collections.nCopies(10, write))) {
				statuses.add(answer.get());
			}
		}
		assertThat(statuses.stream().filter(status -> status == 201)).hasSize(4);
		assertThat(statuses.stream().filter(status -> status == 429)).hasSize(6);
		var refused = author.client().post("/posts", form("본문"));
		assertThat(refused.code()).isEqualTo("enough-for-a-newcomer");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_401);
		var draft = Map.of("category", category, "title", "초고", "body", "", "status", "draft");
		assertThat(author.client().post("/posts", draft).status()).as("a draft is for oneself").isEqualTo(201);
		settle(author);
		assertThat(author.client().post("/posts", form("본문")).status()).isEqualTo(201);
	}

	@Test
	void aNewcomersTextHasFewLinks() {
		var links = "https://a.example http://b.example www.c.example";
		var refused = author.client().post("/posts", form(links));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.text("/errors/0/code")).isEqualTo("too-many-links");
		var post = author.client().post("/posts", form("https://a.example http://b.example")).id();
		assertThat(author.client().patch("/posts/" + post, Map.of("body", links)).status()).isEqualTo(422);
		assertThat(author.client().post("/posts/" + post + "/comments", Map.of("body", links)).status()).isEqualTo(422);
		settle(author);
		assertThat(author.client().post("/posts/" + post + "/comments", Map.of("body", links)).status()).isEqualTo(201);
	}

	@Test
	void everybodyReadsWhatWasDoneWithoutNamesAndTexts() {
		settle(author);
		var post = author.client().post("/posts", form("비밀스러운 본문")).id();
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
