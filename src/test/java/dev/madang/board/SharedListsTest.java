package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists and threads that one member has just read are shown to another, each with their own marks, and never past a change. */
@MadangTest
class SharedListsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	Community.Person one;

	Community.Person other;

	String list;

	long post;

	long comment;

	@BeforeEach
	void aThread() {
		one = community.aMember();
		other = community.aMember();
		var board = community.aCategory();
		list = "/posts?category=" + board;
		post = community.aPost().by(one).in(board).titled("처음 제목").id();
		comment = community.aComment(one, post, "처음 댓글");
	}

	private String thread() {
		return "/posts/" + post + "/comments";
	}

	private String shown(Community.Person who, String path, String field) {
		return who.client().get(path).text("/items/0/" + field);
	}

	@Test
	void eachHasTheirOwnMarks() {
		one.client().put("/posts/" + post + "/like");
		one.client().put("/comments/" + comment + "/like");
		one.client().put("/posts/" + post + "/bookmark");
		for (int i = 0; i < 2; i++) {
			for (var path : new String[]{ list, thread() }) {
				assertThat(shown(one, path, "likedByMe")).as(path).isEqualTo("true");
				assertThat(shown(other, path, "likedByMe")).as(path).isEqualTo("false");
				assertThat(shown(other, path, "likeCount")).as(path).isEqualTo("1");
			}
			assertThat(shown(one, list, "bookmarkedByMe")).isEqualTo("true");
			assertThat(shown(other, list, "bookmarkedByMe")).isEqualTo("false");
		}
	}

	@Test
	void theSecondMemberCostsOneShortStatement() {
		for (var path : new String[]{ list, thread() }) {
			await().untilAsserted(() -> {
				one.client().get(path);
				statements.take();
				other.client().get(path);
				assertThat(statements.take()).as(path).singleElement().asString().contains("from reaction")
						.doesNotContain("join");
			});
		}
	}

	@Test
	void whatChangesIsSeenAtOnce() {
		shown(other, list, "title");
		one.client().patch("/posts/" + post, Map.of("title", "고친 제목"));
		assertThat(shown(other, list, "title")).isEqualTo("고친 제목");
		shown(other, thread(), "body");
		one.client().patch("/comments/" + comment, Map.of("body", "고친 댓글"));
		assertThat(shown(other, thread(), "body")).isEqualTo("고친 댓글");
		one.client().put("/posts/" + post + "/like");
		assertThat(shown(other, list, "likeCount")).isEqualTo("1");
		community.aComment(other, post, "하나 더");
		assertThat(shown(one, list, "commentCount")).isEqualTo("2");
		one.client().delete("/posts/" + post);
		assertThat(other.client().get(list).json().at("/items")).isEmpty();
		assertThat(other.client().get(thread()).status()).isEqualTo(404);
	}

	@Test
	void whoSeesNotEverybodyReadsForThemselves() {
		shown(other, list, "title");
		shown(other, thread(), "body");
		var blocking = community.aMember();
		blocking.client().put("/users/" + one.handle() + "/block");
		shown(other, list, "title");
		shown(other, thread(), "body");
		assertThat(blocking.client().get(list).json().at("/items")).isEmpty();
		assertThat(blocking.client().get(thread()).body()).doesNotContain("처음 댓글");
		assertThat(shown(other, thread(), "body")).isEqualTo("처음 댓글");
	}

	@Test
	void aBoardThatIsClosedToAMemberIsInNobodysList() {
		var moderator = community.aModerator();
		var closed = community.aCategory(Map.of("readRole", "moderator"));
		community.aPost().by(moderator).in(closed).titled("안에서만").id();
		assertThat(moderator.client().get("/posts").body()).contains("안에서만");
		assertThat(other.client().get("/posts").body()).doesNotContain("안에서만");
		assertThat(moderator.client().get("/posts").body()).contains("안에서만");
	}
}
