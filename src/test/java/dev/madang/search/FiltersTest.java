package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Operators, parameters and pages. */
@SecondMadangTest
class FiltersTest {

	@Autowired
	Community community;

	private Searching searching;

	private Community.Person author;

	private String category;

	@BeforeEach
	void aBoard() {
		searching = new Searching(community);
		author = community.aMember();
		category = community.aCategory();
	}

	private long aPost(String body, String... tags) {
		return aPost(author, body, tags);
	}

	private long aPost(Community.Person author, String body, String... tags) {
		return community.aPost().by(author).in(category).saying(body).tagged(tags).id();
	}

	private void writtenAt(long post, String at) {
		community.jdbc().sql("update post set created_at = :at::timestamptz where id = :id").param("id", post)
				.param("at", at).update();
		author.client().patch("/posts/" + post, Map.of("title", "그때의 글"));
	}

	private List<Long> posts(String query) {
		return searching.posts(community.anybody(), query, category);
	}

	@Test
	void aPhraseIsFoundAsItStands() {
		var together = aPost("붉은 노을이 지는 강가");
		aPost("노을이 붉은 날");
		assertThat(posts("\"붉은 노을\"")).containsExactly(together);
		assertThat(posts("붉은 노을")).hasSize(2);
	}

	@Test
	void whatIsExcludedIsNotFound() {
		var kept = aPost("바다 여행");
		aPost("바다 낚시");
		assertThat(posts("바다 -낚시")).containsExactly(kept);
		assertThat(posts("바다 -\"바다 낚시\"")).containsExactly(kept);
	}

	@Test
	void operatorsNarrow() {
		var word = Searching.aWord();
		var mine = aPost(word, "산책");
		var other = community.aMember();
		var theirs = aPost(other, word, "독서");
		assertThat(posts(word)).containsExactlyInAnyOrder(mine, theirs);
		assertThat(posts(word + " tag:산책")).containsExactly(mine);
		assertThat(posts("tag:#산책")).containsExactly(mine);
		assertThat(posts(word + " author:" + other.handle())).containsExactly(theirs);
		assertThat(posts("author:@" + author.handle())).containsExactly(mine);
		assertThat(searching.ids(community.anybody(), word + " in:" + category, "&type=post")).hasSize(2);
		assertThat(searching.ids(community.anybody(), word + " in:nowhere", "&type=post")).isEmpty();
		assertThat(posts(word + " author:nobody_here")).isEmpty();
		assertThat(searching.posts(community.anybody(), word + " -tag:산책", category)).isNotEmpty();
	}

	@Test
	void daysNarrow() {
		var word = Searching.aWord();
		var old = aPost(word);
		writtenAt(old, "2020-05-01T00:00:00+09:00");
		var recent = aPost(word);
		assertThat(posts(word + " before:2020-05-02")).containsExactly(old);
		assertThat(posts(word + " before:2020-05-01")).isEmpty();
		assertThat(posts(word + " before:2021")).containsExactly(old);
		assertThat(posts(word + " after:2020-06")).containsExactly(recent);
		assertThat(posts(word + " after:2020-05-01 before:2020-05-02")).containsExactly(old);
		assertThat(search(word, "&from=2020-05-01&to=2020-05-02")).containsExactly(old);
		assertThat(search(word, "&from=2020-05-02")).containsExactly(recent);
		assertThat(search(word, "&to=2020-04-30T15:00:00Z")).isEmpty();
		assertThat(search(word, "&to=2020-04-30T15:00:01Z")).containsExactly(old);
	}

	private List<Long> search(String query, String more) {
		return searching.ids(community.anybody(), query, "&type=post&category=" + category + more);
	}

	@Test
	void parametersNarrowAsOperatorsDo() {
		var word = Searching.aWord();
		var mine = aPost(word, "산책");
		aPost(community.aMember(), word);
		var comment = community.aComment(author, mine, word);
		assertThat(search(word, "&tag=산책".replace("산책", Searching.encoded("산책")))).containsExactly(mine);
		assertThat(search(word, "&author=" + author.handle())).containsExactly(mine);
		assertThat(searching.ids(community.anybody(), word, "&type=comment&author=" + author.handle()))
				.containsExactly(comment);
		assertThat(searching.search(community.anybody(), word, "&type=comment,post").at("/groups").size()).isEqualTo(2);
		assertThat(searching.search(community.anybody(), word, "").at("/groups").size()).isEqualTo(6);
		assertThat(searching.search(community.anybody(), word, "&type=product").at("/groups/0/total").asInt()).isZero();
	}

	@Test
	void aBoardIsSearchedWithAllBelowIt() {
		var word = Searching.aWord();
		var child = community.aCategory(Map.of("parent", category));
		var post = community.aPost().by(author).in(child).saying(word).id();
		assertThat(posts(word)).containsExactly(post);
	}

	@ParameterizedTest
	@ValueSource(strings = { "relevance", "latest" })
	void pagesHaveNeitherGapNorRepeatAndTheTotalIsThatOfAll(String sort) {
		var word = Searching.aWord();
		var all = new ArrayList<Long>();
		for (int i = 0; i < 11; i++) {
			all.add(aPost(word + " " + "글 ".repeat(i)));
		}
		var found = new ArrayList<Long>();
		var cursor = "";
		do {
			var page = searching.search(community.anybody(), word,
					"&type=post&limit=3&sort=" + sort + "&category=" + category + cursor).at("/groups/0");
			assertThat(page.at("/total").asInt()).isEqualTo(11);
			page.at("/items").forEach(item -> found.add(item.at("/id").asLong()));
			cursor = page.at("/nextCursor").isNull() ? "" : "&cursor=" + page.at("/nextCursor").asString();
		}
		while (!cursor.isEmpty());
		assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
		if ("latest".equals(sort)) {
			assertThat(found).isEqualTo(all.reversed());
		}
	}

	@Test
	void pagesStayWholeWhileOthersWrite() {
		var word = Searching.aWord();
		var all = new ArrayList<Long>();
		for (int i = 0; i < 6; i++) {
			all.add(aPost(word));
		}
		var more = "&type=post&limit=3&sort=latest&category=" + category;
		var first = searching.search(community.anybody(), word, more).at("/groups/0");
		aPost(word);
		var second = searching.search(community.anybody(), word, more + "&cursor=" + first.at("/nextCursor").asString());
		var ids = new ArrayList<Long>();
		second.at("/groups/0/items").forEach(item -> ids.add(item.at("/id").asLong()));
		assertThat(ids).containsExactly(all.get(2), all.get(1), all.get(0));
	}

	@Test
	void aCursorBelongsToOneGroupAndItsSort() {
		var word = Searching.aWord();
		aPost(word);
		aPost(word);
		var cursor = searching.search(community.anybody(), word, "&type=post&limit=1").at("/groups/0/nextCursor").asString();
		for (var more : new String[]{ "&type=comment", "&type=post&sort=latest", "" }) {
			var answer = community.anybody().get("/search?q=" + Searching.encoded(word) + more + "&cursor=" + cursor);
			assertThat(answer.status()).as(more).isEqualTo(400);
			assertThat(answer.code()).isEqualTo("bad-cursor");
		}
	}

	@Test
	void aRatingIsOfSomethingThatHasAName() {
		var word = Searching.aWord();
		var film = community.anItem().titled("영화의 이름 " + word).id();
		var post = community.aPost().by(author).in(category).saying(word).about(film).rated(7).id();
		var found = searching.search(community.anybody(), word, "&type=post").at("/groups/0/items/0");
		assertThat(found.at("/id").asLong()).isEqualTo(post);
		assertThat(found.at("/item/id").asLong()).isEqualTo(film);
		assertThat(found.at("/item/title").asString()).isEqualTo("영화의 이름 " + word);
		assertThat(new Browser(community).get("/search?type=post&q=" + word).body())
				.containsPattern("★ 7</span>\\s*<span>영화의 이름");
	}
}
