package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.counter.Views;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a browser fetches ahead has not been looked at. */
@MadangTest
class PrefetchTest {

	@Autowired
	Community community;

	@Autowired
	Views views;

	private static Client page(Client client) {
		return client.header("Accept", "text/html");
	}

	private static Client ahead(Client client) {
		return page(client).header("Sec-Purpose", "prefetch");
	}

	private long viewsOf(long post) {
		views.flush();
		return community.jdbc().sql("select view_count from post_count where post_id = :id").param("id", post).query(Long.class)
				.single();
	}

	@Test
	void aPostThatIsFetchedAheadIsNotViewed() {
		var post = community.aPost().id();
		var before = viewsOf(post);
		// more than once, so that it also comes from what is kept for guests
		for (int i = 0; i < 5; i++) {
			assertThat(ahead(community.anybody()).get("!/p/" + post).status()).isEqualTo(200);
		}
		var between = viewsOf(post);
		for (int i = 0; i < 3; i++) {
			page(community.anybody()).get("!/p/" + post);
		}
		var after = viewsOf(post);
		assertThat(between).isEqualTo(before);
		assertThat(after).isEqualTo(between + 3);
	}
}
