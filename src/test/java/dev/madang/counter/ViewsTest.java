package dev.madang.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

import dev.madang.platform.Subject;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Views count once, wherever they wait. */
@MadangTest
public class ViewsTest {

	@Autowired
	protected Community community;

	@Autowired
	protected StoredViews stored;

	/** Where they wait for all nodes; empty where they are stored at once. */
	protected Optional<ViewSink> sink() {
		return Optional.empty();
	}

	/** Has all that waits stored. */
	protected void store() {
	}

	protected final Views views(Optional<ViewSink> sink) {
		return new Views(stored, sink);
	}

	protected final Subject aPost() {
		return new Subject("post", community.aPost().id());
	}

	protected final long stored(Subject post) {
		return community.jdbc().sql("select view_count from post_count where post_id = :id").param("id", post.id())
				.query(Long.class).single();
	}

	@Test
	void eachCountsOnceOfManyAtATime() {
		var post = aPost();
		var before = stored(post);
		var views = views(sink());
		try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 1000; i++) {
				readers.execute(() -> views.count(post));
				if (i % 100 == 0) {
					readers.execute(views::flush);
				}
			}
		}
		views.flush();
		store();
		assertThat(stored(post)).isEqualTo(before + 1000);
	}

	@Test
	void whoeverLooksIsToldOfThoseThatAreNotStored() {
		var post = aPost();
		var before = stored(post);
		var views = views(sink());
		assertThat(views.count(post)).isOne();
		assertThat(views.count(post)).isEqualTo(2);
		views.flush();
		var shown = stored(post) + views.count(post);
		assertThat(shown).isEqualTo(before + 3);
		views.flush();
		store();
	}

	@Test
	void aBatchIsStoredOnce() {
		var post = aPost();
		var before = stored(post);
		stored.storeOnce("batch of " + post, Map.of(post, 5L));
		stored.storeOnce("batch of " + post, Map.of(post, 5L));
		assertThat(stored(post)).isEqualTo(before + 5);
	}
}
