package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class RecommendationsTest {

	@Autowired
	Community community;

	@Autowired
	Statements statements;

	Community.Person author;

	Community.Person reader;

	String category;

	String tag;

	long liked;

	long other;

	@BeforeEach
	void twoPostsWithATag() {
		author = community.aMember();
		reader = community.aMember();
		category = community.aCategory();
		tag = Community.unique("꼬리표");
		liked = post("밤의 도서관");
		other = post("새벽의 서점");
		reader.client().put("/posts/" + liked + "/like");
	}

	private long post(String title) {
		return community.aPost().by(author).in(category).titled(title).saying(title).tagged(tag).id();
	}

	private static List<Long> ids(Client.Answer answer) {
		return StreamSupport.stream(answer.json().at("/items").spliterator(), false)
				.map(each -> each.has("post") ? each.at("/post/id").asLong() : each.at("/id").asLong()).toList();
	}

	private List<Long> recommended() {
		return ids(reader.client().get("/recommendations?limit=100"));
	}

	@Test
	void aLikeCountsAtOnceAndItsTagIsTheReason() {
		var untagged = community.aPost().by(author).in(category).id();
		var answer = reader.client().header("Accept-Language", "ko").get("/recommendations?limit=100");
		assertThat(ids(answer)).contains(other).doesNotContain(liked);
		assertThat(ids(answer).indexOf(untagged)).as("among the hundred best or not").matches(
				place -> place < 0 || place > ids(answer).indexOf(other));
		var reason = answer.json().at("/items/" + ids(answer).indexOf(other) + "/reason");
		var indexed = Map.of("tag", "자주 쓰는 태그 #" + tag, "alike", "좋아한 글 ‘밤의 도서관’과 비슷한 글");
		assertThat(indexed).as("once its words are indexed, these say more")
				.containsEntry(reason.at("/kind").asString(), reason.at("/text").asString());
		var feed = reader.client().header("Accept-Language", "en").get("/feed/personal?limit=100");
		var row = feed.json().at("/items/" + ids(feed).indexOf(other));
		assertThat(row.at("/title").asString()).isEqualTo("새벽의 서점");
		assertThat(row.at("/reason/text").asString()).isIn("You use the tag #" + tag, "Similar to 밤의 도서관, which you liked");
	}

	@Test
	void whoMutedMostBoardsStillGetsFullParts() {
		var muted = community.aCategory();
		for (var i = 0; i < 35; i++) {
			community.aPost().by(author).in(muted).id();
		}
		community.jdbc().sql("""
				insert into board_visit (member_id, category_id, muted) select :id, id, true from category where slug <> :wanted
				""").param("id", reader.id()).param("wanted", category).update();
		var popular = reader.client().get("/feed/popular?limit=2").json();
		assertThat(popular.at("/items").valueStream().map(each -> each.at("/id").asLong())).containsExactly(liked, other);
		assertThat(popular.at("/nextCursor").isNull()).as("nothing more").isTrue();
		var first = reader.client().get("/feed/popular?limit=1").json();
		var second = reader.client().get("/feed/popular?limit=1&cursor=" + first.at("/nextCursor").asString()).json();
		assertThat(second.at("/items/0/id").asLong()).isEqualTo(other);
	}

	@Test
	void nobodyIsShownWhatTheyHaveRead() {
		reader.client().post("/signals", List.of(Map.of("target", "post:" + other, "kind", "open")));
		assertThat(recommended()).doesNotContain(other);
		assertThat(ids(reader.client().get("/posts/" + liked + "/related"))).doesNotContain(other);
	}

	@Test
	void nobodyIsShownTheirOwn() {
		assertThat(ids(author.client().get("/recommendations?limit=100"))).doesNotContain(liked, other);
		assertThat(ids(author.client().get("/posts/" + liked + "/related"))).doesNotContain(other);
	}

	@Test
	void nobodyIsShownWhatABlockHidesEitherWay() {
		reader.client().put("/users/" + author.handle() + "/block");
		assertThat(recommended()).doesNotContain(other);
		reader.client().delete("/users/" + author.handle() + "/block");
		author.client().put("/users/" + reader.handle() + "/block");
		assertThat(recommended()).doesNotContain(other);
		assertThat(ids(reader.client().get("/feed/popular?limit=100"))).doesNotContain(other);
	}

	@Test
	void nothingHiddenOrUnreadableIsShown() {
		author.client().delete("/posts/" + other);
		assertThat(recommended()).doesNotContain(other);
		assertThat(ids(community.anybody().get("/posts/" + liked + "/related"))).doesNotContain(other);
		var closed = community.aCategory(Map.of("readRole", "moderator", "writeRole", "moderator"));
		var secret = community.aPost().by(community.aModerator()).in(closed).titled("비밀").tagged(tag).id();
		assertThat(recommended()).doesNotContain(secret);
		assertThat(ids(community.anybody().get("/posts/" + liked + "/related"))).doesNotContain(secret);
		assertThat(ids(community.anybody().get("/feed/popular?limit=100"))).doesNotContain(secret);
		assertThat(community.anybody().get("/posts/" + secret + "/related").status()).isEqualTo(404);
	}

	@Test
	void thoseWhomOneFollowsAreAReason() {
		var newcomer = community.aMember();
		newcomer.client().put("/users/" + author.handle() + "/follow");
		var answer = newcomer.client().header("Accept-Language", "ko").get("/recommendations?limit=100");
		assertThat(ids(answer)).contains(liked, other);
		assertThat(answer.body()).contains("팔로우하는 " + author.handle() + " 님의 글");
	}

	@Test
	void relatedSaysWhy() {
		var answer = community.anybody().header("Accept-Language", "ko").get("/posts/" + liked + "/related");
		assertThat(ids(answer)).contains(other).doesNotContain(liked);
		assertThat(answer.text("/items/0/reason/text")).isEqualTo("#" + tag);
		assertThat(community.anybody().header("Accept", "text/html").get("!/p/" + liked).body()).contains("새벽의 서점");
	}

	@Test
	void listsCostTheSameWhateverIsInThem() {
		reader.client().get("/recommendations");
		statements.take();
		reader.client().get("/recommendations");
		assertThat(statements.take()).as("what was liked, the order, the rows").hasSize(3);
		reader.client().get("/recommendations/items");
		assertThat(statements.take()).hasSize(1);
		reader.client().get("/posts/" + liked + "/related");
		assertThat(statements.take()).as("the post, the order, what was read of it, the rows").hasSize(4);
		reader.client().get("/feed/popular");
		assertThat(statements.take()).as("the rows of a kept order").hasSize(1);
	}

	@Test
	void pagesGoOnWhereTheyEnded() {
		post("셋째");
		var first = reader.client().get("/recommendations?limit=1");
		var second = reader.client().get("/recommendations?limit=1&cursor=" + first.text("/nextCursor"));
		assertThat(ids(second)).hasSize(1).isNotEqualTo(ids(first));
		assertThat(reader.client().get("/recommendations?cursor=nothing").code()).isEqualTo("bad-cursor");
		assertThat(reader.client().get("/recommendations?cursor=" + reader.client().get("/posts?limit=1").text("/nextCursor"))
				.code()).isEqualTo("bad-cursor");
	}
}
