package dev.madang.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MadangTest
class StructuredDataTest {

	@Autowired
	Community community;

	@Autowired
	JsonMapper mapper;

	private Person author;

	@BeforeEach
	void people() {
		author = community.aMember();
	}

	@Test
	void aReviewSaysWhatItRatesAndNoTextEndsItsBlock() {
		var item = community.anItem().titled("영화 </script><b>").id();
		var id = community.aPost().by(author).titled("\"제목\" </script><img>").saying("**좋다**").about(item).rated(9).id();
		var page = community.anybody().get("!/p/" + id).body();
		assertThat(page).contains("<meta property=\"og:title\" content=\"&#34;제목&#34; &lt;/script>&lt;img>\">")
				.contains("property=\"og:description\" content=\"좋다\"").contains("rel=\"canonical\"");
		var data = data(page);
		assertThat(data.at("/@type").asString()).isEqualTo("Review");
		assertThat(data.at("/headline").asString()).isEqualTo("\"제목\" </script><img>");
		assertThat(data.at("/reviewRating/ratingValue").asInt()).isEqualTo(9);
		assertThat(data.at("/itemReviewed/name").asString()).isEqualTo("영화 </script><b>");
		assertThat(data(community.anybody().get("!/items/" + item).body()).at("/aggregateRating/ratingCount").asInt())
				.isEqualTo(1);
	}

	@Test
	void aDraftSaysNothingToOthersWhoMightShowIt() {
		var id = community.aPost().by(author).titled("초고").draft().id();
		assertThat(new Browser(community).signedIn(author).get("/p/" + id).body()).contains("초고").doesNotContain("ld+json");
	}

	@Test
	void aBoardAndAMemberNameTheirFeeds() {
		var board = community.aCategory();
		assertThat(community.anybody().get("!/c/" + board).body()).contains("href=\"/c/" + board + "/feed.atom\"");
		assertThat(community.anybody().get("!/@" + author.handle()).body())
				.contains("href=\"/@" + author.handle() + "/feed.atom\"").contains("ProfilePage");
	}

	private JsonNode data(String page) {
		var begin = page.indexOf("ld+json\">") + "ld+json\">".length();
		return mapper.readTree(page.substring(begin, page.indexOf("</script>", begin)));
	}
}
