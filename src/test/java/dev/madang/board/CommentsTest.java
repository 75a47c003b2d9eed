package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MadangTest
class CommentsTest {

	@Autowired
	Community community;

	private List<String> thread(long post) {
		var thread = new ArrayList<String>();
		community.anybody().get("/posts/" + post + "/comments").json().at("/items").forEach(comment -> thread
				.add("-".repeat(comment.at("/depth").asInt()) + (comment.at("/removed").asBoolean() ? "x" : text(comment))));
		return thread;
	}

	private static String text(JsonNode comment) {
		return comment.at("/body").asString();
	}

	private int count(long post) {
		return community.anybody().get("/posts/" + post).json().at("/commentCount").asInt();
	}

	@Test
	void aReplyStandsAfterItsParent() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var first = community.aComment(author, post, "하나");
		community.aComment(author, post, "둘");
		var reply = community.aReply(author, post, first, "하나의 답");
		community.aReply(author, post, reply, "답의 답");
		community.aReply(author, post, first, "하나의 둘째 답");
		assertThat(thread(post)).containsExactly("하나", "-하나의 답", "--답의 답", "-하나의 둘째 답", "둘");
		assertThat(count(post)).isEqualTo(5);
		var replies = community.anybody().get("/comments/" + first + "/replies");
		assertThat(replies.json().at("/items").findValuesAsString("body")).containsExactly("하나의 답", "답의 답", "하나의 둘째 답");
	}

	@Test
	void aRemovedOneKeepsItsPlaceWhileItHasReplies() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var top = community.aComment(author, post, "위");
		var middle = community.aReply(author, post, top, "가운데");
		var bottom = community.aReply(author, post, middle, "아래");
		author.client().delete("/comments/" + top);
		author.client().delete("/comments/" + middle);
		assertThat(thread(post)).containsExactly("x", "-x", "--아래");
		assertThat(count(post)).isEqualTo(1);
		var removed = community.anybody().get("/posts/" + post + "/comments").json().at("/items/0");
		assertThat(removed.at("/body").isNull()).isTrue();
		assertThat(removed.at("/author").isNull()).isTrue();
		var moderator = community.aModerator();
		moderator.client().delete("/comments/" + bottom);
		assertThat(thread(post)).isEmpty();
		assertThat(moderator.client().post("/comments/" + bottom + "/restore", "{}").status()).isEqualTo(200);
		assertThat(thread(post)).containsExactly("x", "-x", "--아래");
		assertThat(author.client().get("/comments/" + top).status()).isEqualTo(404);
		assertThat(author.client().delete("/comments/" + top).status()).isEqualTo(404);
		assertThat(community.aComment().by(author).on(post).saying("x").replyingTo(top).send().code())
				.isEqualTo("parent-removed");
	}

	@Test
	void whatItsAuthorDeletedIsGoneForModeratorsAsWell() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var deleted = community.aComment(author, post, "지운 댓글");
		author.client().delete("/comments/" + deleted);
		var moderator = community.aModerator().client();
		var restored = moderator.post("/comments/" + deleted + "/restore", "{}");
		assertThat(restored.status()).isEqualTo(409);
		assertThat(restored.code()).isEqualTo("deleted-by-author");
		assertThat(moderator.get("/comments/" + deleted).status()).isEqualTo(404);
		assertThat(moderator.get("/comments/" + deleted + "/versions").status()).isEqualTo(404);
		assertThat(count(post)).isZero();

		var hidden = community.aComment(author, post, "숨긴 댓글");
		moderator.delete("/comments/" + hidden);
		assertThat(moderator.post("/comments/" + hidden + "/restore", "{}").status()).isEqualTo(200);
		author.client().delete("/comments/" + hidden);
		assertThat(moderator.post("/comments/" + hidden + "/restore", "{}").code()).as("the last removal counts")
				.isEqualTo("deleted-by-author");
		assertThat(count(post)).isZero();
	}

	@Test
	void aModeratorsOwnDeletionIsAnAuthorsToo() {
		var moderator = community.aModerator().client();
		var post = community.aPost().id();
		var comment = community.aComment().by(moderator).on(post).saying("내 말").id();
		moderator.delete("/comments/" + comment);
		assertThat(moderator.post("/comments/" + comment + "/restore", "{}").code()).isEqualTo("deleted-by-author");
	}

	@Test
	void theCursorRunsOverTheThread() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		for (int i = 0; i < 4; i++) {
			var parent = community.aComment(author, post, "c" + i);
			community.aReply(author, post, parent, "r" + i);
		}
		var walked = new ArrayList<String>();
		var cursor = "";
		do {
			var page = community.anybody().get("/posts/" + post + "/comments?limit=3" + cursor);
			walked.addAll(page.json().at("/items").findValuesAsString("body"));
			cursor = page.json().at("/nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
		}
		while (!cursor.isEmpty());
		assertThat(walked).containsExactly("c0", "r0", "c1", "r1", "c2", "r2", "c3", "r3");
	}

	@Test
	void aLockedPostTakesNoMore() {
		var author = community.aMember();
		var moderator = community.aModerator();
		var post = community.aPost().by(author).id();
		moderator.client().patch("/posts/" + post, Map.of("locked", true));
		assertThat(community.aComment().by(author).on(post).saying("x").send().code()).isEqualTo("post-locked");
		assertThat(community.aComment().by(moderator).on(post).saying("x").send().status()).isEqualTo(201);
		assertThat(count(post)).isEqualTo(1);
	}

	@Test
	void refusesWhatIsNoComment() {
		var author = community.aMember();
		var category = community.aCategory();
		var post = community.aPost(author, category);
		var elsewhere = community.aComment(author, community.aPost(author, category), "다른 글");
		assertThat(community.aComment().by(author).on(post).saying(" ").send().status()).isEqualTo(422);
		assertThat(community.aComment().by(author).on(post).saying("가".repeat(20_001)).send().status())
				.isEqualTo(422);
		assertThat(community.aComment().by(author).on(post).saying("가".repeat(20_000)).send().status())
				.isEqualTo(201);
		assertThat(community.aComment().by(author).on(post).saying("x").replyingTo(elsewhere).send().status())
				.isEqualTo(422);
		assertThat(author.client().post("/posts/99999999/comments", Map.of("body", "x")).status()).isEqualTo(404);
		assertThat(community.aComment().by(community.anybody()).on(post).saying("x").send().status()).isEqualTo(401);
	}

	@Test
	void onlyItsAuthorEditsIt() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var id = community.aComment(author, post, "처음");
		assertThat(community.aModerator().client().patch("/comments/" + id, Map.of("body", "남의")).status()).isEqualTo(403);
		var edited = author.client().header("If-Match", "\"v1\"").put("/comments/" + id, Map.of("body", "고침"));
		assertThat(edited.header("ETag")).isEqualTo("\"v2\"");
		assertThat(author.client().header("If-Match", "\"v1\"").put("/comments/" + id, Map.of("body", "늦음")).status())
				.isEqualTo(412);
		assertThat(community.anybody().get("/comments/" + id + "/versions").json().at("/items").findValuesAsString("body"))
				.containsExactly("고침", "처음");
		assertThat(author.client().delete("/comments/" + id + "/versions/1").status()).isEqualTo(204);
		assertThat(community.aMember().client().delete("/comments/" + id).status()).isEqualTo(403);
		assertThat(community.aModerator().client().delete("/comments/" + id).status()).isEqualTo(204);
	}

	@Test
	void nestsAHundredLevels() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var parent = community.aComment(author, post, "0");
		for (int level = 1; level < 100; level++) {
			parent = community.aReply(author, post, parent, "" + level);
		}
		assertThat(community.aComment().by(author).on(post).saying("x").replyingTo(parent).send().status())
				.isEqualTo(422);
		assertThat(community.anybody().get("/posts/" + post + "/comments?limit=100").json().at("/items/99/depth").asInt())
				.isEqualTo(99);
	}
}
