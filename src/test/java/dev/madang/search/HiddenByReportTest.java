package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a moderator hides over a report is gone from everywhere, within a second. */
@SecondMadangTest
class HiddenByReportTest {

	@Autowired
	Community community;

	@Test
	void itIsInNoListFeedCountSearchNorAmongTheRelated() {
		var searching = new Searching(community);
		var author = community.aMember();
		var reader = community.aMember();
		var moderator = community.aModerator();
		var category = community.aCategory();
		var word = Searching.aWord();
		var tag = Community.unique("t");
		var bad = community.aPost().by(author).in(category).titled("나쁜 " + word).saying(word).tagged(tag).id();
		var good = community.aPost().by(author).in(category).titled("좋은 " + word).saying(word).tagged(tag).id();
		var comment = community.aComment(author, good, "댓글 " + word);
		reader.client().put("/users/" + author.handle() + "/follow");
		assertThat(searching.posts(community.anybody(), word, category)).contains(bad, good);
		assertThat(community.anybody().get("/posts/" + good + "/related").body()).contains("\"id\":" + bad);

		for (var target : Map.of("post", bad, "comment", comment).entrySet()) {
			var report = reader.client().post("/reports",
					Map.of("targetType", target.getKey(), "targetId", target.getValue(), "reason", "spam")).id();
			assertThat(moderator.client().patch("/admin/reports/" + report, Map.of("status", "resolved", "action", "hide"))
					.status()).isEqualTo(200);
		}
		Searching.within(Duration.ofSeconds(5), () -> {
			var found = community.anybody().get("/search?q=" + word).json();
			return found.at("/relaxed").asBoolean() || !found.toString().contains("나쁜")
					&& !found.toString().contains("\"type\":\"comment\",\"total\":1");
		});
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asLong())
				.isEqualTo(1);
		for (var list : new String[]{ "/posts?category=" + category, "/posts?tag=" + tag, "/posts?author=" + author.handle(),
				"/posts?q=" + word + "&category=" + category, "/posts/" + good + "/related" }) {
			assertThat(community.anybody().get(list).body()).as(list).doesNotContain("\"id\":" + bad + ",");
		}
		assertThat(reader.client().get("/feed/home").body()).contains("\"id\":" + good).doesNotContain("\"id\":" + bad + ",");
		assertThat(community.anybody().get("/users/" + author.handle()).json().at("/postCount").asInt()).isEqualTo(1);
		assertThat(community.anybody().get("/posts/" + good).json().at("/commentCount").asInt()).isZero();
		assertThat(community.anybody().get("/posts/" + good + "/comments").json().at("/items")).isEmpty();
		assertThat(community.anybody().get("/users/" + author.handle() + "/comments").json().at("/items")).isEmpty();
	}
}
