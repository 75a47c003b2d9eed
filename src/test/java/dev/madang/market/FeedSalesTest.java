package dev.madang.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
	void aSaleSaysWhereItIsHandedOver() {
		community.aPost().id();
		var product = community.aProduct().by(seller).with("place", "  감나무 골목 ").id();
		assertThat(community.anybody().get("/products/" + product).json().at("/place").asString()).isEqualTo("감나무 골목");
		assertThat(home(reader)).contains("<span>감나무 골목</span>");
		assertThat(new Browser(community).get("/products/" + product).body()).contains("거래 장소: 감나무 골목");
		assertThat(seller.client().patch("/products/" + product, Map.of("place", "가".repeat(61))).status()).isEqualTo(422);
		assertThat(seller.client().patch("/products/" + product, Map.of("place", "두\n줄")).status()).isEqualTo(422);
		assertThat(seller.client().patch("/products/" + product, Map.of("name", "이름만 바꾼 것")).json().at("/place").asString())
				.isEqualTo("감나무 골목");
	}

	@Test
	void aLaterPartShowsWhatIsOfItsTimeAndNothingTwice() {
		var older = offered("지난 상자");
		var category = community.aCategory();
		for (var i = 0; i < 22; i++) {
			var post = community.aPost().by(seller).in(category).id();
			jdbc.sql("update post set created_at = now() - interval '300 days' + :i * interval '1 minute' where id = :id")
					.param("i", i).param("id", post).update();
		}
		jdbc.sql("update product set created_at = now() - interval '300 days' + interval '30 seconds' where id = :id")
				.param("id", older).update();
		var browser = new Browser(community).signedIn(reader);
		var parts = new ArrayList<String>();
		for (var next = "/"; !next.isEmpty();) {
			var part = browser.get(next).body();
			parts.add(part);
			next = part.contains("class=\"more\" href=\"")
					? part.replaceAll("(?s).*class=\"more\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&")
					: "";
		}
		assertThat(parts).filteredOn(part -> part.contains("/products/" + older + "\"")).hasSize(1);
		assertThat(parts.getFirst()).doesNotContain("/products/" + older + "\"");
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
