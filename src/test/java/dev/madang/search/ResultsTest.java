package dev.madang.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is shown of a hit of each kind. */
@SecondMadangTest
class ResultsTest {

	@Autowired
	Community community;

	Community.Person author;

	String word;

	long post;

	long comment;

	long item;

	long product;

	@BeforeEach
	void oneOfEachKind() {
		author = community.aMember();
		word = Searching.aWord();
		assertThat(author.client().patch("/users/me", Map.of("bio", "소개 " + word)).status()).isEqualTo(200);
		post = community.aPost().by(author).titled(word + " 제목").saying("본문 " + word).tagged(word).id();
		comment = community.aComment(author, post, "댓글 " + word);
		item = community.anItem().titled(word).id();
		product = community.aProduct().by(author).named(word + " 모자").id();
	}

	@Test
	void eachKindHasItsFields() {
		for (var line : """
				post author category tags likeCount commentCount createdAt
				comment author category postId likeCount createdAt
				item kind creators
				tag postCount
				product author likeCount createdAt price status
				user author postCount handle
				""".lines().toList()) {
			var words = line.split(" ");
			var found = new Searching(community).search(community.anybody(), word, "&type=" + words[0])
					.at("/groups/0/items/0");
			assertThat(found.propertyNames()).as(words[0])
					.containsExactlyInAnyOrderElementsOf(
							Stream.concat(Stream.of("id", "title", "excerpt", "highlights", "address"),
									Arrays.stream(words).skip(1)).toList());
		}
	}

	@Test
	void thePageShowsAHitOfEachKind() {
		new Searching(community).settle();
		var page = new Browser(community).get("/search?q=" + word).body();
		assertThat(page).contains("href=\"/p/" + post + "\"><mark>" + word + "</mark> 제목", "본문 <mark>",
				"href=\"/comment/" + comment + "\"", "href=\"/items/" + item + "\"><mark>",
				"href=\"/products/" + product + "\"><mark>", "href=\"/?tag=" + word + "\">#<mark>", "12,000",
				"소개 <mark>", "<span>@" + author.handle() + "</span>");
		assertThat(new Browser(community).get("/search/suggest?q=" + word).body()).contains("href=\"/items/" + item + "\"",
				"href=\"/products/" + product + "\"", "href=\"/?tag=" + word + "\"");
	}
}
