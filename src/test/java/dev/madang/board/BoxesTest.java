package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the boxes beside a page remember. */
@MadangTest
class BoxesTest {

	@Autowired
	Community community;

	private boolean home(String text) {
		return new Browser(community).get("/").body().contains(text);
	}

	@Test
	void whatIsHiddenLeavesThemWithinASecond() {
		var member = community.aMember();
		var title = Community.unique("인기 글 ");
		var tag = Community.unique("tag");
		var post = community.aPost().by(member).titled(title).tagged(tag).id();
		community.jdbc().sql("update post_count set like_count = 1000000 where post_id = :id").param("id", post).update();
		community.jdbc().sql("update tag set post_count = 1000000 where name = :tag").param("tag", tag).update();
		try {
			await().atMost(Duration.ofSeconds(75)).pollInterval(Duration.ofMillis(200))
					.until(() -> home("href=\"/p/" + post + "\">" + title) && home("/?tag=" + tag));
			community.jdbc().sql("update tag set post_count = 1 where name = :tag").param("tag", tag).update();
			assertThat(member.client().delete("/posts/" + post).status()).isEqualTo(204);
			await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(50))
					.until(() -> !home(title) && !home("/?tag=" + tag));
		}
		finally {
			community.jdbc().sql("update post_count set like_count = 0 where post_id = :id").param("id", post).update();
		}
	}
}
