package dev.madang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SecondMadangTest
class MergingTest {

	@Autowired
	Community community;

	Client moderator;

	Community.Person author;

	String category;

	long one;

	long other;

	@BeforeEach
	void twoOfOne() {
		moderator = community.aModerator().client();
		author = community.aMember();
		category = community.aCategory();
		one = community.anItem().id();
		other = community.anItem().id();
	}

	@AfterEach
	void everyCountIsWhatCountingGives() {
		ItemCountsTest.assertRecounted(community);
	}

	private int posts(long item) {
		return community.anybody().get("/items/" + item + "/posts").json().at("/items").size();
	}

	private Client.Answer merge(long from, long into) {
		return moderator.post("/items/" + from + "/merge", Map.of("into", into));
	}

	@Test
	void theTotalOfAKindFollowsWhatIsListed() {
		var films = total("film");
		var one = community.anItem().id();
		var other = community.anItem().id();
		assertThat(total("film")).isEqualTo(films + 2);
		merge(one, other);
		assertThat(total("film")).isEqualTo(films + 1);
		moderator.post("/items/" + one + "/unmerge", "{}");
		assertThat(total("film")).isEqualTo(films + 2);
		var books = total("book");
		assertThat(moderator.patch("/items/" + one, Map.of("kind", "book")).status()).isEqualTo(200);
		assertThat(total("film")).isEqualTo(films + 1);
		assertThat(total("book")).isEqualTo(books + 1);
	}

	private long total(String kind) {
		var total = community.anybody().get("/items?page=1&kind=" + kind).json().at("/total").asLong();
		assertThat(community.jdbc().sql("select count(*) from item_count where listed_as = :kind").param("kind", kind)
				.query(Long.class).single()).isEqualTo(total);
		return total;
	}

	@Test
	void allThatIsAboutADuplicateIsAboutTheOther() {
		var review = community.aReview(author, category, one, 4);
		var hidden = community.aReview(author, category, one, 1);
		author.client().delete("/posts/" + hidden);
		community.aReview(author, category, other, 9);
		author.client().put("/users/me/reading/" + one, Map.of("status", "read", "rating", 4));
		var merged = merge(one, other);
		assertThat(merged.status()).isEqualTo(200);
		assertThat(merged.id()).isEqualTo(other);
		assertThat(merged.json().at("/averageRating").asDouble()).isEqualTo(6.5);
		assertThat(posts(other)).isEqualTo(2);
		assertThat(community.anybody().get("/posts?item=" + one).json().at("/items").size()).isEqualTo(2);
		assertThat(community.anybody().get("/posts/" + review).json().at("/item/id").asLong()).isEqualTo(other);
		assertThat(community.anybody().get("/users/" + author.handle() + "/reading").json().at("/items/0/item/id").asLong())
				.isEqualTo(other);
		assertThat(community.anybody().get("/items/" + one).id()).isEqualTo(other);
		var page = new Browser(community).get("/items/" + one);
		assertThat(page.header("Location")).endsWith("/items/" + other);
		moderator.post("/posts/" + hidden + "/restore", "{}");
		assertThat(community.anybody().get("/items/" + other).json().at("/ratingCount").asInt()).isEqualTo(3);
	}

	@Test
	void undoingMovesBackExactlyWhatMoved() {
		var moved = community.aReview(author, category, one, 4);
		var stays = community.aReview(author, category, other, 9);
		var both = community.aMember();
		both.client().put("/users/me/reading/" + one, Map.of("status", "read"));
		both.client().put("/users/me/reading/" + other, Map.of("status", "want"));
		author.client().put("/users/me/reading/" + one, Map.of("status", "reading"));
		merge(one, other);
		assertThat(both.client().get("/users/me/reading").json().at("/items").size()).isEqualTo(1);
		var meanwhile = community.aReview(author, category, one, 2);
		var back = moderator.post("/items/" + one + "/unmerge", "{}");
		assertThat(back.status()).isEqualTo(200);
		assertThat(back.id()).isEqualTo(one);
		assertThat(itemOf(moved)).isEqualTo(one);
		assertThat(itemOf(stays)).isEqualTo(other);
		assertThat(itemOf(meanwhile)).isEqualTo(other);
		assertThat(back.json().at("/averageRating").asDouble()).isEqualTo(4.0);
		assertThat(community.anybody().get("/items/" + other).json().at("/averageRating").asDouble()).isEqualTo(5.5);
		assertThat(both.client().get("/users/me/reading").json().at("/items").size()).isEqualTo(2);
		assertThat(author.client().get("/users/me/reading").json().at("/items/0/item/id").asLong()).isEqualTo(one);
		assertThat(moderator.post("/items/" + one + "/unmerge", "{}").code()).isEqualTo("not-merged");
	}

	private long itemOf(long post) {
		return community.anybody().get("/posts/" + post).json().at("/item/id").asLong();
	}

	@Test
	void whatIsMergedFurtherIsUndoneInItsOrder() {
		var third = community.anItem().id();
		community.aReview(author, category, one, 4);
		merge(one, other);
		merge(other, third);
		assertThat(community.anybody().get("/items/" + one).id()).isEqualTo(third);
		assertThat(moderator.post("/items/" + one + "/unmerge", "{}").code()).isEqualTo("merged-further");
		assertThat(merge(third, one).text("/errors/0/code")).isEqualTo("itself");
		assertThat(moderator.post("/items/" + other + "/unmerge", "{}").status()).isEqualTo(200);
		assertThat(community.anybody().get("/items/" + one).id()).isEqualTo(other);
		assertThat(moderator.post("/items/" + one + "/unmerge", "{}").id()).isEqualTo(one);
		assertThat(posts(one)).isEqualTo(1);
	}

	@Test
	void whatIsWrittenAboutADuplicateIsAboutTheOther() {
		merge(one, other);
		var post = community.aReview(author, category, one, 7);
		assertThat(itemOf(post)).isEqualTo(other);
		author.client().put("/users/me/reading/" + one, Map.of("status", "want"));
		assertThat(author.client().get("/users/me/reading").json().at("/items/0/item/id").asLong()).isEqualTo(other);
		assertThat(author.client().delete("/users/me/reading/" + one).status()).isEqualTo(204);
		assertThat(author.client().get("/users/me/reading").json().at("/items").size()).isZero();
	}

	@Test
	void theIsbnOfADuplicateStandsForTheOther() {
		var isbn = ItemsTest.freshIsbn();
		var book = community.anItem().by(author).book(isbn).titled("책").id();
		var better = community.anItem().by(author).book().titled("같은 책").id();
		merge(book, better);
		assertThat(author.client().get("/items/lookup?isbn=" + isbn).id()).isEqualTo(better);
		assertThat(community.anItem().by(author).book(isbn).titled("또").send().text("/detail"))
				.contains("/items/" + better);
	}

	@Test
	void refusesWhatCannotBeMerged() {
		var book = community.anItem().by(author).book().titled("책").id();
		assertThat(merge(one, book).text("/errors/0/code")).isEqualTo("other-kind");
		assertThat(merge(one, one).text("/errors/0/code")).isEqualTo("itself");
		assertThat(merge(one, 999_999_999L).text("/errors/0/code")).isEqualTo("unknown-item");
		assertThat(merge(999_999_999L, one).status()).isEqualTo(404);
		assertThat(moderator.post("/items/" + one + "/merge", "{}").status()).isEqualTo(422);
		assertThat(author.client().post("/items/" + one + "/merge", Map.of("into", other)).status()).isEqualTo(403);
		merge(one, other);
		assertThat(merge(one, other).code()).isEqualTo("already-merged");
	}

	@Test
	void aDuplicateIsInNoList() {
		var word = Community.unique("겹");
		var twin = community.anItem().titled(word).id();
		merge(twin, one);
		assertThat(community.anybody().get("/items?q=" + Browser.encode(word)).json().at("/items").size()).isZero();
		assertThat(community.jdbc().sql("select count(*) from activity where subject = 'item:' || :id and verb = 'item.merged'")
				.param("id", twin).query(Integer.class).single()).isOne();
	}
}
