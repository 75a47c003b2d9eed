package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Community;
import dev.madang.testing.ScreenedTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A row of the log that the index cannot read is left out, which health tells until the index is built anew. */
@ScreenedTest
class UnreadableRowTest {

	@Autowired
	Community community;

	@Autowired
	Builds builds;

	private String health() {
		return community.anybody().get("!/health").text("/components/search/status");
	}

	@Test
	void theOthersAreFoundAndHealthTells() {
		var searching = new Searching(community);
		searching.settle();
		Awaitility.await().until(() -> "UP".equals(health()));
		var author = community.aMember();
		var category = community.aCategory();
		var word = Searching.aWord();
		community.jdbc().sql("""
				insert into activity (verb, detail) values ('archive.imported', '{"ids": {"post": []}}')
				""").update();
		var id = community.aPost().by(author).in(category).saying(word).id();
		assertThat(searching.posts(community.anybody(), word, category)).containsExactly(id);
		assertThat(health()).isEqualTo("DEGRADED");
		assertThat(community.anybody().get("!/health").status()).as("pages work").isEqualTo(200);
		builds.ask();
		Awaitility.await().until(() -> "UP".equals(health()));
	}
}
