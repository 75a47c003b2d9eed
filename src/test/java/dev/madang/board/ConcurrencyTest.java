package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.counter.Views;
import dev.madang.platform.Subject;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MadangTest
class ConcurrencyTest {

	@Autowired
	Community community;

	@Autowired
	Views views;

	private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
		var results = new ArrayList<T>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var futures = new ArrayList<Future<T>>();
			for (int i = 0; i < times; i++) {
				futures.add(threads.submit(work));
			}
			for (var future : futures) {
				results.add(future.get());
			}
		}
		return results;
	}

	@Test
	void theCountOfLikesIsTheNumberOfRows() throws Exception {
		likeAndUnlike(20);
	}

	@Test
	@Tag("crash")
	void theCountOfLikesIsTheNumberOfRowsAfterAThousandEach() throws Exception {
		likeAndUnlike(1000);
	}

	/** Fifty threads, five members each of whom ten threads share, so that the same like races with itself. */
	private void likeAndUnlike(int times) throws Exception {
		var people = new ArrayList<Community.Person>();
		for (int i = 0; i < 5; i++) {
			people.add(community.aMember());
		}
		var post = community.aPost().by(people.getFirst()).id();
		var comment = community.aComment(people.getFirst(), post, "댓글");
		var next = new AtomicInteger();
		atOnce(50, () -> {
			var number = next.getAndIncrement();
			var client = people.get(number % people.size()).client();
			for (int i = 0; i < times; i++) {
				var path = (i % 3 == 0 ? "/comments/" + comment : "/posts/" + post) + "/like";
				var answer = (i + number) % 2 == 0 ? client.put(path) : client.delete(path);
				assertThat(answer.status()).isEqualTo(200);
			}
			return true;
		});
		assertThat(community.anybody().get("/posts/" + post).json().at("/likeCount").asInt()).isEqualTo(rows("post", post));
		assertThat(community.anybody().get("/comments/" + comment).json().at("/likeCount").asInt())
				.isEqualTo(rows("comment", comment));
	}

	private int rows(String kind, long id) {
		return community.jdbc().sql("select count(*) from reaction where kind = :kind and subject_id = :id").param("kind", kind)
				.param("id", id).query(Integer.class).single();
	}

	@Test
	void ofConcurrentEditsWithTheSameTagOneWins() throws Exception {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		var number = new AtomicInteger();
		var statuses = atOnce(12, () -> author.client().header("If-Match", "\"v1\"")
				.patch("/posts/" + post, Map.of("title", "고침 " + number.incrementAndGet())).status());
		assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
		assertThat(community.anybody().get("/posts/" + post).json().at("/version").asInt()).isEqualTo(2);
	}

	@Test
	void withoutATagBothEditsAreVersions() throws Exception {
		var author = community.aMember();
		var category = community.aCategory();
		var post = community.aPost(author, category);
		var number = new AtomicInteger();
		assertThat(atOnce(6, () -> author.client().put("/posts/" + post,
				Map.of("category", category, "title", "고침 " + number.incrementAndGet(), "body", "")).status()))
				.containsOnly(200);
		assertThat(community.anybody().get("/posts/" + post).json().at("/version").asInt()).isEqualTo(7);
	}

	@Test
	void patchesOfDifferentFieldsAtOnceLoseNothing() throws Exception {
		var author = community.aMember();
		var post = community.aReview(author, community.aCategory(), community.anItem().id(), 5);
		var fields = List.of(Map.of("title", "새 제목"), Map.of("body", "새 본문"), Map.of("rating", 7));
		var number = new AtomicInteger();
		assertThat(atOnce(3, () -> author.client().patch("/posts/" + post, fields.get(number.getAndIncrement())).status()))
				.containsOnly(200);
		var read = community.anybody().get("/posts/" + post);
		assertThat(read.text("/title")).isEqualTo("새 제목");
		assertThat(read.text("/body")).isEqualTo("새 본문");
		assertThat(read.json().at("/rating").asInt()).isEqualTo(7);
	}

	@Test
	void oneKeyAtOnceMakesOnePost() throws Exception {
		var author = community.aMember();
		var category = community.aCategory();
		var form = Map.of("category", category, "title", "한 번만", "body", "");
		var statuses = atOnce(10,
				() -> author.client().header("Idempotency-Key", "race-" + category).post("/posts", form).status());
		assertThat(statuses).contains(201).isSubsetOf(201, 409);
		assertThat(community.anybody().get("/posts?category=" + category + "&page=1").json().at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void aHundredThousandViewsAreAllCounted() throws Exception {
		var post = community.aPost().id();
		atOnce(100, () -> {
			for (int i = 0; i < 1000; i++) {
				views.count(new Subject("post", post));
				if (i % 250 == 0) {
					views.flush();
				}
			}
			return true;
		});
		views.flush();
		assertThat(community.jdbc().sql("select view_count from post_count where post_id = :id").param("id", post)
				.query(Long.class).single()).isEqualTo(100_000);
	}

	@Test
	void everyReadIsAView() {
		var post = community.aPost().id();
		var client = community.anybody();
		client.get("/posts/" + post);
		client.header("If-None-Match", "\"v1\"").get("/posts/" + post);
		client.header("Accept", "text/html").get("!/p/" + post);
		assertThat(community.aMember().client().get("/posts/" + post).json().at("/viewCount").asInt()).isEqualTo(4);
	}
}
