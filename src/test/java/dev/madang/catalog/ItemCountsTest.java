package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.madang.archive.Import;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Averages and counts, after whatever can happen to a review, against a recount. */
@SecondMadangTest
class ItemCountsTest {

	@Autowired
	Community community;

	@Autowired
	Import importing;

	@Autowired
	JsonMapper mapper;

	Community.Person author;

	String category;

	long item;

	@BeforeEach
	void aReviewedItem() {
		author = community.aMember();
		category = community.aCategory();
		item = community.anItem().id();
	}

	private void assertCounts(long id, @Nullable Double average, int ratings, int posts) {
		var read = community.anybody().get("/items/" + id).json();
		assertThat(read.at("/averageRating").isNull() ? null : read.at("/averageRating").asDouble()).isEqualTo(average);
		assertThat(read.at("/ratingCount").asInt()).isEqualTo(ratings);
		assertThat(read.at("/postCount").asInt()).isEqualTo(posts);
	}

	/** The kept counts of every item are what counting now gives. */
	static void assertRecounted(Community community) {
		assertThat(community.jdbc()
				.sql("""
						select c.item_id, c.post_count, c.rating_count, c.rating_sum, n.posts, n.ratings, n.sum
						from item_count c cross join lateral (
						  select count(*) as posts, count(rating) as ratings, coalesce(sum(rating), 0) as sum
						  from post where item_id = c.item_id and state = 'listed') n
						where c.post_count <> n.posts or c.rating_count <> n.ratings or c.rating_sum <> n.sum
						   or c.listed_as is distinct from (select case when merged_into is null then kind end from item where id = c.item_id)
						""")
				.query().listOfRows()).isEmpty();
		assertThat(community.jdbc().sql("select count(*) from item where id not in (select item_id from item_count)")
				.query(Integer.class).single()).isZero();
	}

	@Test
	void theAverageIsOfTheRatingsOfListedPosts() {
		community.aReview(author, category, item, 9);
		community.aReview(author, category, item, 6);
		community.aPost().by(author).in(category).titled("평점 없이").saying("").about(item).send();
		community.aPost().by(author).in(category).titled("초안").saying("").about(item).rated(1).draft().send();
		assertCounts(item, 7.5, 2, 3);
		assertRecounted(community);
	}

	@Test
	void followsARatingThatChangesGoesAndComes() {
		var post = community.aReview(author, category, item, 9);
		author.client().patch("/posts/" + post, Map.of("rating", 4));
		assertCounts(item, 4.0, 1, 1);
		author.client().patch("/posts/" + post, "{\"rating\":null}");
		assertCounts(item, null, 0, 1);
		author.client().patch("/posts/" + post, Map.of("rating", 10, "tags", List.of("다시")));
		assertCounts(item, 10.0, 1, 1);
		author.client().patch("/posts/" + post, Map.of("title", "제목만"));
		assertCounts(item, 10.0, 1, 1);
	}

	@Test
	void followsAPostToAnotherItemAndAnotherBoard() {
		var other = community.anItem().id();
		var post = community.aReview(author, category, item, 9);
		author.client().patch("/posts/" + post, Map.of("itemId", other));
		assertCounts(item, null, 0, 0);
		assertCounts(other, 9.0, 1, 1);
		author.client().patch("/posts/" + post, Map.of("category", community.aCategory(), "rating", 8));
		assertCounts(other, 8.0, 1, 1);
		author.client().patch("/posts/" + post, "{\"itemId\":null,\"rating\":null}");
		assertCounts(other, null, 0, 0);
	}

	@Test
	void followsHidingRestoringPublishingAndLeaving() {
		var post = community.aReview(author, category, item, 9);
		author.client().delete("/posts/" + post);
		assertCounts(item, null, 0, 0);
		community.aModerator().client().post("/posts/" + post + "/restore", "{}");
		assertCounts(item, 9.0, 1, 1);
		var draft = community.aPost().by(author).in(category).titled("초안").saying("").about(item).rated(1).draft().id();
		author.client().patch("/posts/" + draft, Map.of("rating", 3));
		author.client().patch("/posts/" + draft, Map.of("status", "published"));
		assertCounts(item, 6.0, 2, 2);
		author.client().patch("/posts/" + draft, Map.of("rating", 5));
		assertThat(author.client().send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}",
				"application/json").status()).isEqualTo(204);
		assertCounts(item, 7.0, 2, 2);
		assertRecounted(community);
	}

	@Test
	void aRatingNeedsWhatItRates() {
		var answer = community.aPost().by(author).in(category).saying("").rated(7).send();
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/code")).isEqualTo("rating-of-nothing");
		assertThat(community.aPost().by(author).in(category).saying("").about(999_999_999L).send()
				.text("/errors/0/code")).isEqualTo("unknown-item");
		assertThat(community.aPost().by(author).in(category).saying("").about(0).send()
				.text("/errors/0/code")).isEqualTo("unknown-item");
		var post = community.aReview(author, category, item, 9);
		assertThat(author.client().patch("/posts/" + post, "{\"itemId\":null}").status()).isEqualTo(422);
		assertCounts(item, 9.0, 1, 1);
	}

	@Test
	void anImportCountsItsReviews() {
		var tag = Community.unique("i");
		importLines(tag,
				"""
						{"type":"user","ref":"u1","handle":"TAG","name":"가"}
						{"type":"category","ref":"c","slug":"TAG","name":"위"}
						{"type":"item","ref":"f","kind":"film","title":"영화 TAG","description":"설명","coverUrl":"https://covers.example/f.jpg"}
						{"type":"post","ref":"p1","author":"u1","category":"c","title":"하나","body":"","item":"f","rating":9,"createdAt":"2005-12-11T18:30:50Z"}
						{"type":"post","ref":"p2","author":"u1","category":"c","title":"둘","body":"","item":"f","rating":8,"createdAt":"2005-12-11T18:30:51Z"}
						{"type":"post","ref":"p3","author":"u1","category":"c","title":"셋","body":"","item":"f","createdAt":"2005-12-11T18:30:52Z"}
						{"type":"post","ref":"p4","author":"u1","category":"c","title":"넷","body":"","rating":5,"createdAt":"2005-12-11T18:30:53Z"}
						""");
		var found = community.anybody().get("/items?q=" + tag).json().at("/items/0");
		assertThat(found.at("/coverUrl").asString()).isEqualTo("https://covers.example/f.jpg");
		assertThat(found.at("/description").asString()).isEqualTo("설명");
		assertCounts(found.at("/id").asLong(), 8.5, 2, 3);
		assertRecounted(community);
	}

	@Test
	void whatIsImportedAboutADuplicateIsAboutTheOneThatStays() {
		var tag = Community.unique("i");
		var first = """
				{"type":"user","ref":"u1","handle":"TAG","name":"가"}
				{"type":"category","ref":"c","slug":"TAG","name":"위"}
				{"type":"item","ref":"f","kind":"film","title":"영화 TAG"}
				{"type":"post","ref":"p1","author":"u1","category":"c","title":"하나","body":"","item":"f","rating":9,"createdAt":"2005-12-11T18:30:50Z"}
				""";
		importLines(tag, first);
		var imported = community.anybody().get("/items?q=" + tag).json().at("/items/0/id").asLong();
		community.aModerator().client().post("/items/" + imported + "/merge", Map.of("into", item));
		importLines(tag,
				first + """
						{"type":"post","ref":"p2","author":"u1","category":"c","title":"둘","body":"","item":"f","rating":4,"createdAt":"2005-12-11T18:30:51Z"}
						""");
		assertCounts(item, 6.5, 2, 2);
		assertRecounted(community);
	}

	private void importLines(String tag, String text) {
		var lines = new ArrayList<ArchiveLine>();
		text.replace("TAG", tag).lines().forEach(line -> lines.add(new ArchiveLine(lines.size() + 1L, mapper.readTree(line))));
		importing.store(importing.source(tag), lines, false, (line, reason) -> {
			throw new IllegalStateException(line.number() + ": " + reason);
		});
	}

	/** Eight people review three items, change their minds, hide and restore, while a moderator merges and takes it back. */
	@Test
	void everyCountIsExactWhateverHappensAtOnce() throws Exception {
		var items = List.of(item, community.anItem().id(), community.anItem().id());
		var moderator = community.aModerator().client();
		var refused = new ArrayList<Future<Integer>>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int person = 0; person < 8; person++) {
				var by = community.aMember();
				var random = new Random(person);
				refused.add(threads.submit(() -> reviews(by, items, random)));
			}
			for (int round = 0; round < 6; round++) {
				var from = items.get(round % 3);
				moderator.post("/items/" + from + "/merge", Map.of("into", items.get((round + 1) % 3)));
				moderator.post("/items/" + from + "/unmerge", "{}");
			}
		}
		for (var each : refused) {
			assertThat(each.get()).isLessThan(10);
		}
		assertRecounted(community);
	}

	private int reviews(Community.Person by, List<Long> items, Random random) {
		var refused = 0;
		var posts = new ArrayList<Long>();
		for (int i = 0; i < 15; i++) {
			var about = items.get(random.nextInt(items.size()));
			var form = new HashMap<String, Object>(Map.of("itemId", about, "rating", 1 + random.nextInt(10)));
			var answer = switch (posts.isEmpty() ? 0 : random.nextInt(4)) {
				case 0 -> community.aPost().by(by).in(category).saying("").about(about).rated(1 + random.nextInt(10)).send();
				case 1 -> by.client().patch("/posts/" + posts.getLast(), form);
				case 2 -> by.client().delete("/posts/" + posts.removeLast());
				default -> by.client().patch("/posts/" + posts.getFirst(), "{\"rating\":null}");
			};
			assertThat(answer.status()).isIn(200, 201, 204, 503);
			refused += answer.status() == 503 ? 1 : 0;
			if (answer.status() == 201) {
				posts.add(answer.id());
			}
		}
		return refused;
	}
}
