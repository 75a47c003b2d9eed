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
		var answer = community.aPost().by(author).in(category).titled(" 첫 글 ").saying("**마당(Madang)**은")
				.tagged("#인사", "Java", "java").rated(9).about(community.anItem().id()).send();
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
		var id = community.aPost().saying(body).id();
		assertThat(community.anybody().get("/posts/" + id).text("/body")).isEqualTo(body);
	}

	@Test
	void refusesWhoMayNotWriteThere() {
		var category = community.aCategory(Map.of("writeRole", "moderator"));
		assertThat(community.aPost().in(category).send().code()).isEqualTo("category-closed");
		assertThat(community.aPost().by(community.aModerator()).in(category).saying("").send().status()).isEqualTo(201);
		assertThat(community.aPost().by(community.anybody()).in(category).send().status()).isEqualTo(401);
	}

	@Test
	void refusesWhatIsNotAPost() {
		var author = community.aMember();
		var category = community.aCategory();
		assertThat(community.aPost().by(author).in("nowhere").send().text("/errors/0/code")).isEqualTo("unknown-category");
		assertThat(community.aPost().by(author).in(category).titled("가".repeat(201)).send().status()).isEqualTo(422);
		assertThat(community.aPost().by(author).in(category).about(99_999_999).send().text("/errors/0/code"))
				.isEqualTo("unknown-item");
		assertThat(community.aPost().by(author).in(category).with("pinned", true).send().code()).isEqualTo("moderators-only");
		assertThat(community.aPost().by(author).in(category).with("status", "hidden").send().status()).isEqualTo(422);
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
		// each index reads it, for which this is one word
		var body = "あ".repeat((1 << 20) / 3);
		var id = community.aPost().titled("긴 글").saying(body).id();
		assertThat(community.anybody().get("/posts/" + id).text("/body")).isEqualTo(body);
	}

	@Test
	void editsAddVersionsAndNothingIsOverwritten() {
		var author = community.aMember();
		var id = community.aPost().by(author).id();
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
		var id = community.aPost().by(author).id();
		assertThat(author.client().patch("/posts/" + id, Map.of("title", "제목")).header("ETag")).isEqualTo("\"v1\"");
	}

	@Test
	void onlyTheAuthorEdits() {
		var id = community.aPost().id();
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
		var id = community.aPost().by(author).in(category).titled("초안").saying("아직").draft().tagged("draft" + category).id();
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
		var id = community.aPost().by(author).titled("초안").saying("속마음").draft().id();
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
		var id = community.aPost().by(author).titled("초안").saying("").draft().id();
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
		var id = community.aPost().by(author).id();
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
		var id = community.aPost().by(author).in(category).tagged("태그").rated(5).about(community.anItem().id()).id();
		var replaced = author.client().put("/posts/" + id, Map.of("category", category, "title", "새 제목", "body", "새 본문"));
		assertThat(replaced.json().at("/tags").size()).isZero();
		assertThat(replaced.json().has("rating")).isFalse();
		assertThat(author.client().put("/posts/" + id, Map.of("category", category, "title", "본문 없이")).status()).isEqualTo(422);
	}

	@Test
	void purgesAnOldVersionForGood() {
		var author = community.aMember();
		var id = community.aPost().by(author).id();
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
		var id = community.aPost().by(author).titled("=1+1").saying("쉼표, \"따옴표\"\n줄").id();
		var csv = community.anybody().get("/posts/" + id + "/versions.csv");
		assertThat(csv.header("Content-Type")).startsWith("text/csv");
		assertThat(csv.body()).startsWith("\ufeffversion,").contains(",'=1+1,\"쉼표, \"\"따옴표\"\"\n줄\",");
	}

	@Test
	void bookmarksArePrivate() {
		var author = community.aMember();
		var reader = community.aMember();
		var id = community.aPost().by(author).id();
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
		var post = community.aPost().by(client).in(category);
		var first = post.send();
		var again = post.send();
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("Location")).isEqualTo(first.header("Location"));
		assertThat(community.aPost().by(client).in(category).titled("다른").saying("글").send().code())
				.isEqualTo("key-reused");
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void keepsNoKeyOfAWriteThatFailed() {
		var author = community.aMember();
		var category = community.aCategory();
		var client = author.client().header("Idempotency-Key", "key-" + category);
		assertThat(community.aPost().by(client).in(category).titled("").saying("").send().status()).isEqualTo(422);
		assertThat(community.aPost().by(client).in(category).titled("이제").saying("").send().status()).isEqualTo(201);
	}
}
