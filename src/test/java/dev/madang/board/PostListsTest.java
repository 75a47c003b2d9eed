package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class PostListsTest {

	@Autowired
	Community community;

	private static List<Long> ids(Client.Answer answer) {
		var ids = new ArrayList<Long>();
		answer.json().at("/items").forEach(item -> ids.add(item.at("/id").asLong()));
		return ids;
	}

	private static List<Long> walk(Client client, String path) {
		var ids = new ArrayList<Long>();
		var page = client.get(path);
		ids.addAll(ids(page));
		while (!page.json().at("/nextCursor").isNull()) {
			page = client.get(path + "&cursor=" + page.text("/nextCursor"));
			assertThat(page.status()).isEqualTo(200);
			ids.addAll(ids(page));
		}
		return ids;
	}

	@ParameterizedTest
	@ValueSource(strings = { "latest", "popular", "discussed" })
	void cursorsShowEveryPostOnceWithPinnedOnesFirst(String sort) {
		var author = community.aMember();
		var moderator = community.aModerator();
		var top = community.aCategory();
		var below = community.aCategory(Map.of("parent", top));
		var posts = new ArrayList<Long>();
		for (int i = 0; i < 11; i++) {
			posts.add(community.aPost(author, i % 2 == 0 ? top : below));
		}
		for (var pinned : List.of(posts.get(2), posts.get(5), posts.get(7))) {
			moderator.client().patch("/posts/" + pinned, Map.of("pinned", true));
		}
		author.client().put("/posts/" + posts.get(0) + "/like");
		community.aComment(author, posts.get(1), "댓글");
		var walked = walk(community.anybody(), "/posts?category=" + top + "&sort=" + sort + "&limit=2");
		assertThat(walked).containsExactlyInAnyOrderElementsOf(posts);
		assertThat(walked.subList(0, 3)).containsExactly(posts.get(7), posts.get(5), posts.get(2));
		assertThat(walked.get(3)).isEqualTo(switch (sort) {
			case "popular" -> posts.get(0);
			case "discussed" -> posts.get(1);
			default -> posts.get(10);
		});
		var numbered = new ArrayList<Long>();
		for (int page = 1; page <= 4; page++) {
			numbered.addAll(ids(community.anybody().get("/posts?category=" + top + "&sort=" + sort + "&limit=3&page=" + page)));
		}
		assertThat(numbered).isEqualTo(walked);
		assertThat(ids(community.anybody().get("/posts?category=" + below))).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "popular", "discussed" })
	void listsOfATagAnAuthorAndAnItemFollowTheCounts(String sort) {
		var author = community.aMember();
		var category = community.aCategory();
		var item = community.anItem().id();
		var other = community.anItem().id();
		var posts = new ArrayList<Long>();
		for (int i = 0; i < 3; i++) {
			posts.add(community.aPost().by(author).in(category).about(item).tagged("t" + category).id());
		}
		prefer(posts.get(1), 2);
		prefer(posts.get(0), 1);
		var inOrder = List.of(posts.get(1), posts.get(0), posts.get(2));
		var lists = new ArrayList<>(List.of("tag=t" + category, "author=" + author.handle(), "item=" + item,
				"tag=t" + category + "&author=" + author.handle() + "&category=" + category));
		showInOrder(lists, sort, inOrder);
		author.client().patch("/posts/" + posts.get(1), Map.of("tags", List.of("neu" + category, "t" + category)));
		author.client().delete("/posts/" + posts.get(0));
		assertThat(community.aModerator().client().post("/posts/" + posts.get(0) + "/restore", "{}").status()).isEqualTo(200);
		showInOrder(lists, sort, inOrder);
		assertThat(ids(community.anybody().get("/posts?sort=" + sort + "&tag=neu" + category))).containsExactly(posts.get(1));
		community.aModerator().client().post("/items/" + item + "/merge", Map.of("into", other));
		lists.set(2, "item=" + other);
		showInOrder(lists, sort, inOrder);
		prefer(posts.get(2), 3);
		showInOrder(lists, sort, List.of(posts.get(2), posts.get(1), posts.get(0)));
		author.client().patch("/posts/" + posts.get(2), Map.of("itemId", community.anItem().id()));
		showInOrder(List.of("item=" + other), sort, List.of(posts.get(1), posts.get(0)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "popular", "discussed" })
	void aPostThatGetsItsTagsLaterIsListedByItsCounts(String sort) {
		var author = community.aMember();
		var category = community.aCategory();
		var tagged = community.aPost().by(author).in(category).tagged("t" + category).id();
		var later = community.aPost().by(author).in(category).id();
		prefer(tagged, 2);
		prefer(later, 1);
		author.client().patch("/posts/" + later, Map.of("tags", List.of("t" + category)));
		showInOrder(List.of("tag=t" + category), sort, List.of(tagged, later));
		prefer(later, 2);
		showInOrder(List.of("tag=t" + category), sort, List.of(later, tagged));
	}

	private void prefer(long post, int times) {
		for (int i = 0; i < times; i++) {
			var member = community.aMember();
			member.client().put("/posts/" + post + "/like");
			community.aComment(member, post, "댓글");
		}
	}

	private void showInOrder(List<String> lists, String sort, List<Long> posts) {
		for (var list : lists) {
			var path = "/posts?sort=" + sort + "&" + list;
			// what guests get may be a second old
			await().untilAsserted(() -> {
				assertThat(ids(community.anybody().get(path))).as(path).isEqualTo(posts);
				assertThat(walk(community.anybody(), path + "&limit=1")).as(path).isEqualTo(posts);
			});
		}
	}

	@Test
	void pagesByNumberWithATotal() {
		var author = community.aMember();
		var category = community.aCategory();
		for (int i = 0; i < 5; i++) {
			community.aPost(author, category);
		}
		for (var filter : List.of("category=" + category, "author=" + author.handle(), "category=" + category + "&q=제목")) {
			var second = community.anybody().get("/posts?" + filter.replace("제목", "%EC%A0%9C%EB%AA%A9") + "&page=2&limit=2");
			assertThat(ids(second)).as(filter).hasSize(2);
			assertThat(second.json().at("/total").asInt()).isEqualTo(5);
			assertThat(second.json().at("/totalIsAtLeast").asBoolean()).isFalse();
			assertThat(second.json().at("/size").asInt()).isEqualTo(2);
		}
		assertThat(ids(community.anybody().get("/posts?category=" + category + "&page=4&limit=2"))).isEmpty();
		assertThat(community.anybody().get("/posts?category=" + category + "&page=4&limit=2").json().at("/total").asInt())
				.isEqualTo(5);
	}

	@Test
	void findsByTagAuthorAndKeyword() {
		var author = community.aMember();
		var category = community.aCategory();
		var id = community.aPost().by(author).in(category).titled("100% 감귤").saying("새콤한 " + category).tagged("t" + category)
				.id();
		community.aPost(author, category);
		assertThat(ids(community.anybody().get("/posts?tag=T" + category))).containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?author=" + author.handle() + "&tag=t" + category))).containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?q=100%25&category=" + category))).containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?q=" + author.handle() + "&category=" + category))).hasSize(2);
		assertThat(
				ids(community.anybody().get("/posts?author=" + author.handle().toUpperCase(Locale.ROOT) + "&tag=t" + category)))
				.containsExactly(id);
		assertThat(ids(community.anybody().get("/posts?author=nobody_at_all"))).isEmpty();
		assertThat(community.anybody().get("/tags?q=t" + category).text("/items/0/name")).isEqualTo("t" + category);
	}

	@Test
	void whatMembersReadDoesNotLeak() {
		var author = community.aMember();
		var secret = community.aCategory(Map.of("readRole", "member"));
		var below = community.aCategory(Map.of("parent", secret));
		var word = "s" + secret;
		for (var category : List.of(secret, below)) {
			var id = community.aPost().by(author).in(category).titled(word).saying(word).tagged(word).id();
			var comment = community.aComment(author, id, word);
			for (var path : List.of("/posts/" + id, "/posts/" + id + "/comments", "/posts/" + id + "/likes",
					"/posts/" + id + "/versions", "/posts/" + id + "/versions.csv", "/comments/" + comment,
					"/comments/" + comment + "/replies", "/comments/" + comment + "/versions",
					"/comments/" + comment + "/likes")) {
				assertThat(community.anybody().get(path).status()).as(path).isEqualTo(404);
				assertThat(author.client().get(path).status()).as(path).isEqualTo(200);
			}
		}
		assertThat(community.anybody().get("/posts?category=" + secret).status()).isEqualTo(404);
		assertThat(community.anybody().get("/posts?category=" + below).status()).isEqualTo(404);
		assertThat(community.anybody().get("/categories").body()).doesNotContain(secret).doesNotContain(below);
		assertThat(community.anybody().get("/tags?q=" + word).json().at("/items").size()).isZero();
		assertThat(author.client().get("/tags?q=" + word).json().at("/items/0/postCount").asInt()).isEqualTo(2);
		for (var filter : List.of("q=" + word, "tag=" + word, "author=" + author.handle())) {
			assertThat(ids(community.anybody().get("/posts?" + filter))).as(filter).isEmpty();
			assertThat(community.anybody().get("/posts?page=1&" + filter).json().at("/total").asInt()).as(filter).isZero();
			assertThat(ids(author.client().get("/posts?" + filter))).as(filter).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "limit=0,bad-limit", "limit=101,bad-limit", "page=0,bad-page", "page=1001&limit=10,page-too-deep",
			"sort=best,bad-sort", "cursor=abc,bad-cursor", "limit=x,bad-parameter", "item=9999999999999999999,bad-parameter",
			"page=1&cursor=abc,bad-page" })
	void refusesWhatItCannotList(String query, String code) {
		var answer = community.anybody().get("/posts?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(code);
	}

	@Test
	void aCursorOfOneOrderIsNoneOfAnother() {
		var author = community.aMember();
		var category = community.aCategory();
		community.aPost(author, category);
		community.aPost(author, category);
		var cursor = community.anybody().get("/posts?limit=1&category=" + category).text("/nextCursor");
		assertThat(community.anybody().get("/posts?limit=1&sort=popular&cursor=" + cursor).code()).isEqualTo("bad-cursor");
	}
}
