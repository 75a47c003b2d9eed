package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the feed shows of the market: what was offered, at its time between the posts. */
@MadangTest
class FeedSalesTest {

	@Autowired
	Community community;

	@Autowired
	JdbcClient jdbc;

	Community.Person seller;

	Community.Person reader;

	@BeforeEach
	void aSellerAndAReader() {
		seller = community.aMember();
		reader = community.aMember();
	}

	private String home(Community.Person person) {
		return new Browser(community).signedIn(person).get("/").body();
	}

	private long offered(String name) {
		return community.aProduct().by(seller).named(name).id();
	}

	@Test
	void whatIsOfferedStandsAtItsTime() {
		var first = community.aPost().titled("먼저 쓴 글 " + Community.unique("t")).id();
		var product = offered("제주 감귤 5kg");
		var second = community.aPost().titled("나중에 쓴 글 " + Community.unique("t")).id();
		assertThat(home(reader)).containsSubsequence("/p/" + second + "\"", "/products/" + product + "\"", "/p/" + first + "\"")
				.contains("row with-face sale");
		assertThat(new Browser(community).get("/").body()).contains("/products/" + product + "\"");
	}

	@Test
	void theNextPartShowsWhatIsOlderAndNothingTwice() {
		var older = offered("지난 상자");
		jdbc.sql("update product set created_at = now() - interval '1 hour' where id = :id").param("id", older).update();
		var category = community.aCategory();
		for (var i = 0; i < 21; i++) {
			community.aPost().by(seller).in(category).id();
		}
		var first = home(reader);
		assertThat(first).doesNotContain("/products/" + older + "\"");
		var found = new StringBuilder();
		var shown = first;
		for (var part = 0; part < 20 && found.isEmpty(); part++) {
			var more = shown.replaceAll("(?s).*class=\"more\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
			shown = new Browser(community).signedIn(reader).get(more).body();
			if (shown.contains("/products/" + older + "\"")) {
				found.append(more);
			}
		}
		assertThat(found).isNotEmpty();
	}

	@Test
	void whatIsSoldOrOfSomebodyBlockedIsLeftOut() {
		community.aPost().id();
		var sold = offered("이미 팔린 것");
		seller.client().patch("/products/" + sold, Map.of("status", "sold_out"));
		var product = offered("남의 것");
		assertThat(home(reader)).contains("/products/" + product + "\"").doesNotContain("/products/" + sold + "\"");
		reader.client().put("/users/" + seller.handle() + "/block");
		assertThat(home(reader)).doesNotContain("/products/" + product + "\"");
	}

	@Test
	void noMoreThanThreeStandInAPart() {
		community.aPost().id();
		for (var i = 0; i < 5; i++) {
			offered("상자 " + i);
		}
		assertThat(home(reader).split("row with-face sale", -1)).hasSize(4);
	}

	@Test
	void otherListsHaveNone() {
		var category = community.aCategory();
		community.aPost().in(category).id();
		offered("게시판 밖의 것");
		assertThat(new Browser(community).get("/c/" + category).body()).doesNotContain("row with-face sale");
		assertThat(new Browser(community).get("/?sort=popular").body()).doesNotContain("row with-face sale");
	}
}
