package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class PostsTest {

	@Autowired
	Community community;

	@Test
	void publishesAPost() {
		var author = community.aMember();
		var category = community.aCategory();
		var answer = community.aPost(author, Map.of("category", category, "title", " 첫 글 ", "body", "**마당(Madang)**은", "tags",
				List.of("#인사", "Java", "java"), "rating", 9, "itemId", community.anItem()));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Location")).endsWith("/posts/" + answer.id());
		assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
		assertThat(answer.text("/title")).isEqualTo("첫 글");
		assertThat(answer.text("/bodyHtml")).contains("<strong>마당(Madang)</strong>은");
		assertThat(answer.json().at("/tags").toString()).isEqualTo("[\"인사\",\"java\"]");
		assertThat(answer.text("/category/slug")).isEqualTo(category);
		assertThat(community.anybody().get("/users/" + author.handle()).json().at("/postCount").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void keepsTheBodyAsItWasTyped() {
		var body = "  앞의 빈칸\r\n\u1106\u1161 ㅋㅋ ㅠㅠ 😀\n\n";
		var id = community.aPost(community.aMember(),
				Map.of("category", community.aCategory(), "title", "제목", "body", body)).id();
		assertThat(community.anybody().get("/posts/" + id).text("/body")).isEqualTo(body);
	}

	@Test
	void refusesWhoMayNotWriteThere() {
		var category = community.aCategory(Map.of("writeRole", "moderator"));
		assertThat(community.aPost(community.aMember(), Map.of("category", category, "title", "제목", "body", "")).code())
				.isEqualTo("category-closed");
		assertThat(community.aPost(community.aModerator(), Map.of("category", category, "title", "제목", "body", "")).status())
				.isEqualTo(201);
		assertThat(community.anybody().post("/posts", Map.of("category", category, "title", "제목", "body", "")).status())
				.isEqualTo(401);
	}

	@Test
	void refusesWhatIsNotAPost() {
		var author = community.aMember();
		var category = community.aCategory();
		assertThat(community.aPost(author, Map.of("category", "nowhere", "title", "제목", "body", "")).text("/errors/0/code"))
				.isEqualTo("unknown-category");
		assertThat(community.aPost(author, Map.of("category", category, "title", "가".repeat(201), "body", "")).status())
				.isEqualTo(422);
		assertThat(community.aPost(author, Map.of("category", category, "title", "제목", "body", "가".repeat(400_000))).status())
				.isEqualTo(422);
		assertThat(community.aPost(author, Map.of("category", category, "title", "제목", "body", "", "rating", 11)).status())
				.isEqualTo(422);
		assertThat(community.aPost(author, Map.of("category", category, "title", "제목", "body", "", "itemId", 99_999_999))
				.text("/errors/0/code")).isEqualTo("unknown-item");
		assertThat(community.aPost(author, Map.of("category", category, "title", "제목", "body", "", "tags",
				List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"))).status()).isEqualTo(422);
		assertThat(community.aPost(author, Map.of("category", category, "title", "제목", "body", "", "pinned", true)).code())
				.isEqualTo("moderators-only");
		assertThat(
				community.aPost(author, Map.of("category", category, "title", "제목", "body", "", "status", "hidden")).status())
				.isEqualTo(422);
	}

	@Test
	void refusesATagThatIsNone() {
		var author = community.aMember();
		var category = community.aCategory();
		var form = "{\"category\":\"" + category + "\",\"title\":\"x\",\"body\":\"\",\"tags\":[null]}";
		assertThat(author.client().post("/posts", form).status()).isEqualTo(422);
		var post = community.aPost(author, category);
		assertThat(author.client().patch("/posts/" + post, "{\"tags\":[\"a\",null]}").status()).isEqualTo(422);
	}

	@Test
	void takesABodyOfOneMegabyte() {
		var body = "가".repeat((1 << 20) / 3);
		var id = community.aPost(community.aMember(),
				Map.of("category", community.aCategory(), "title", "긴 글", "body", body)).id();
		assertThat(community.anybody().get("/posts/" + id).text("/body")).isEqualTo(body);
	}

	@Test
	void editsAddVersionsAndNothingIsOverwritten() {
		var author = community.aMember();
		var id = community.aPost(author, community.aCategory());
		var edited = author.client().patch("/posts/" + id, Map.of("title", "고친 제목"));
		assertThat(edited.header("ETag")).isEqualTo("\"v2\"");
		assertThat(edited.text("/body")).isEqualTo("본문");
		var versions = community.anybody().get("/posts/" + id + "/versions");
		assertThat(versions.json().at("/items").findValuesAsString("title")).containsExactly("고친 제목", "제목");
		assertThat(community.anybody().get("/posts/" + id + "/versions/1").text("/body")).isEqualTo("본문");
		assertThat(community.anybody().get("/posts/" + id + "/versions/3").status()).isEqualTo(404);
	}

	@Test
	void anEditThatChangesNothingIsNoVersion() {
		var author = community.aMember();
		var id = community.aPost(author, community.aCategory());
		assertThat(author.client().patch("/posts/" + id, Map.of("title", "제목")).header("ETag")).isEqualTo("\"v1\"");
	}

	@Test
	void onlyTheAuthorEdits() {
		var id = community.aPost(community.aMember(), community.aCategory());
		for (var other : List.of(community.aMember(), community.aModerator(), community.anAdmin())) {
			assertThat(other.client().patch("/posts/" + id, Map.of("title", "남의 글")).status()).isEqualTo(403);
		}
		assertThat(community.anybody().patch("/posts/" + id, Map.of("title", "남의 글")).status()).isEqualTo(401);
	}

	@Test
	void moderatorsPinLockAndMoveAndAuthorsDoNot() {
		var author = community.aMember();
		var moderator = community.aModerator();
		var category = community.aCategory();
		var elsewhere = community.aCategory();
		var id = community.aPost(author, category);
		community.aPost(author, category);
		assertThat(author.client().patch("/posts/" + id, Map.of("pinned", true)).code()).isEqualTo("moderators-only");
		assertThat(moderator.client().patch("/posts/" + id, Map.of("pinned", true, "locked", true)).header("ETag"))
				.isEqualTo("\"v1\"");
		assertThat(community.anybody().get("/posts?category=" + category).json().at("/items/0/id").asLong()).isEqualTo(id);
		assertThat(moderator.client().patch("/posts/" + id, Map.of("category", elsewhere)).text("/category/slug"))
				.isEqualTo(elsewhere);
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts?category=" + elsewhere + "&page=1").json().at("/total").asInt())
				.isEqualTo(1);
	}

	@Test
	void aDraftIsItsAuthorsAlone() {
		var author = community.aMember();
		var category = community.aCategory();
		var id = community.aPost(author, Map.of("category", category, "title", "초안", "body", "아직", "status", "draft", "tags",
				List.of("draft" + category))).id();
		assertThat(author.client().get("/posts/" + id).text("/status")).isEqualTo("draft");
		for (var path : List.of("", "/comments", "/likes", "/versions")) {
			assertThat(community.aModerator().client().get("/posts/" + id + path).status()).as(path).isEqualTo(404);
			assertThat(community.anybody().get("/posts/" + id + path).status()).as(path).isEqualTo(404);
		}
		assertThat(community.anybody().get("/posts?category=" + category).json().at("/items").size()).isZero();
		assertThat(community.anybody().get("/posts?tag=draft" + category + "&page=1").json().at("/total").asInt()).isZero();
		assertThat(author.client().patch("/posts/" + id, Map.of("status", "published")).text("/status")).isEqualTo("published");
		assertThat(community.anybody().get("/posts?tag=draft" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
		assertThat(author.client().patch("/posts/" + id, Map.of("status", "draft")).status()).isEqualTo(422);
	}

	@Test
	void whatADraftSaidBeforeItWasPublishedStaysItsAuthors() {
		var author = community.aMember();
		var id = community.aPost(author,
				Map.of("category", community.aCategory(), "title", "초안", "body", "속마음", "status", "draft")).id();
		author.client().patch("/posts/" + id, Map.of("body", "내놓을 글"));
		assertThat(author.client().patch("/posts/" + id, Map.of("status", "hidden")).status()).isEqualTo(422);
		author.client().patch("/posts/" + id, Map.of("status", "published"));
		assertThat(community.anybody().get("/posts/" + id + "/versions/1").status()).isEqualTo(404);
		assertThat(community.anybody().get("/posts/" + id + "/versions").body()).doesNotContain("속마음");
		assertThat(community.anybody().get("/posts/" + id + "/versions.csv").body()).doesNotContain("속마음")
				.contains("내놓을 글");
		assertThat(author.client().get("/posts/" + id + "/versions/1").text("/body")).isEqualTo("속마음");
	}

	@Test
	void aDeletedDraftIsGone() {
		var author = community.aMember();
		var id = community.aPost(author,
				Map.of("category", community.aCategory(), "title", "초안", "body", "", "status", "draft")).id();
		assertThat(author.client().delete("/posts/" + id).status()).isEqualTo(204);
		assertThat(community.aModerator().client().get("/posts/" + id).status()).isEqualTo(404);
		assertThat(community.aModerator().client().post("/posts/" + id + "/restore", "{}").status()).isEqualTo(404);
	}

	@Test
	void deletingHidesAndRestoringShows() {
		var author = community.aMember();
		var category = community.aCategory();
		var id = community.aPost(author, category);
		community.aComment(author, id, "댓글");
		assertThat(community.aMember().client().delete("/posts/" + id).status()).isEqualTo(403);
		assertThat(author.client().delete("/posts/" + id).status()).isEqualTo(204);
		assertThat(community.anybody().get("/posts/" + id).status()).isEqualTo(404);
		assertThat(author.client().get("/posts/" + id).status()).isEqualTo(404);
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isZero();
		assertThat(author.client().post("/posts/" + id + "/restore", "{}").status()).isEqualTo(403);
		var moderator = community.aModerator();
		assertThat(moderator.client().get("/posts/" + id).text("/status")).isEqualTo("hidden");
		assertThat(moderator.client().post("/posts/" + id + "/restore", "{}").text("/status")).isEqualTo("published");
		assertThat(community.anybody().get("/posts/" + id + "/comments").json().at("/items").size()).isEqualTo(1);
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void guardsAChangeByItsEntityTag() {
		var author = community.aMember();
		var id = community.aPost(author, community.aCategory());
		var first = author.client().header("If-Match", "\"v1\"");
		assertThat(first.patch("/posts/" + id, Map.of("title", "둘")).status()).isEqualTo(200);
		var second = first.patch("/posts/" + id, Map.of("title", "셋"));
		assertThat(second.status()).isEqualTo(412);
		assertThat(second.code()).isEqualTo("changed-meanwhile");
		assertThat(first.delete("/posts/" + id).status()).isEqualTo(412);
		assertThat(author.client().header("If-Match", "*").patch("/posts/" + id, Map.of("title", "셋")).status()).isEqualTo(200);
		assertThat(author.client().header("If-None-Match", "\"v3\"").get("/posts/" + id).status()).isEqualTo(304);
		assertThat(author.client().header("If-None-Match", "\"v2\"").get("/posts/" + id).status()).isEqualTo(200);
	}

	@Test
	void putReplacesWhatPatchWouldKeep() {
		var author = community.aMember();
		var category = community.aCategory();
		var id = community.aPost(author,
				Map.of("category", category, "title", "제목", "body", "본문", "tags", List.of("태그"), "rating", 5,
						"itemId", community.anItem()))
				.id();
		var replaced = author.client().put("/posts/" + id, Map.of("category", category, "title", "새 제목", "body", "새 본문"));
		assertThat(replaced.json().at("/tags").size()).isZero();
		assertThat(replaced.json().has("rating")).isFalse();
		assertThat(author.client().put("/posts/" + id, Map.of("category", category, "title", "본문 없이")).status()).isEqualTo(422);
	}

	@Test
	void purgesAnOldVersionForGood() {
		var author = community.aMember();
		var id = community.aPost(author, community.aCategory());
		author.client().patch("/posts/" + id, Map.of("body", "새 본문"));
		assertThat(community.aMember().client().delete("/posts/" + id + "/versions/1").status()).isEqualTo(403);
		assertThat(author.client().delete("/posts/" + id + "/versions/2").code()).isEqualTo("current-version");
		assertThat(author.client().delete("/posts/" + id + "/versions/1").status()).isEqualTo(204);
		assertThat(author.client().get("/posts/" + id + "/versions/1").status()).isEqualTo(404);
		assertThat(author.client().delete("/posts/" + id + "/versions/1").status()).isEqualTo(404);
	}

	@Test
	void downloadsVersionsWithoutFormulas() {
		var author = community.aMember();
		var id = community.aPost(author,
				Map.of("category", community.aCategory(), "title", "=1+1", "body", "쉼표, \"따옴표\"\n줄")).id();
		var csv = community.anybody().get("/posts/" + id + "/versions.csv");
		assertThat(csv.header("Content-Type")).startsWith("text/csv");
		assertThat(csv.body()).startsWith("\ufeffversion,").contains(",'=1+1,\"쉼표, \"\"따옴표\"\"\n줄\",");
	}

	@Test
	void bookmarksArePrivate() {
		var author = community.aMember();
		var reader = community.aMember();
		var id = community.aPost(author, community.aCategory());
		assertThat(reader.client().put("/posts/" + id + "/bookmark").status()).isEqualTo(204);
		assertThat(reader.client().put("/posts/" + id + "/bookmark").status()).isEqualTo(204);
		assertThat(reader.client().get("/posts/" + id).json().at("/bookmarkedByMe").asBoolean()).isTrue();
		assertThat(reader.client().get("/users/me/bookmarks").json().at("/items/0/id").asLong()).isEqualTo(id);
		assertThat(author.client().get("/posts/" + id).json().at("/bookmarkedByMe").asBoolean()).isFalse();
		assertThat(community.anybody().get("/posts/" + id).json().has("bookmarkedByMe")).isFalse();
		assertThat(reader.client().delete("/posts/" + id + "/bookmark").status()).isEqualTo(204);
		assertThat(reader.client().get("/users/me/bookmarks").json().at("/items").size()).isZero();
		assertThat(community.anybody().put("/posts/" + id + "/bookmark").status()).isEqualTo(401);
	}

	@Test
	void answersTheSameKeyOnce() {
		var author = community.aMember();
		var category = community.aCategory();
		var client = author.client().header("Idempotency-Key", "key-" + category);
		var form = Map.<String, Object>of("category", category, "title", "한 번", "body", "만");
		var first = client.post("/posts", form);
		var again = client.post("/posts", form);
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("Location")).isEqualTo(first.header("Location"));
		assertThat(client.post("/posts", Map.of("category", category, "title", "다른", "body", "글")).code())
				.isEqualTo("key-reused");
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void keepsNoKeyOfAWriteThatFailed() {
		var author = community.aMember();
		var category = community.aCategory();
		var client = author.client().header("Idempotency-Key", "key-" + category);
		assertThat(client.post("/posts", Map.of("category", category, "title", "", "body", "")).status()).isEqualTo(422);
		assertThat(client.post("/posts", Map.of("category", category, "title", "이제", "body", "")).status()).isEqualTo(201);
	}
}
