package dev.madang.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests meet on the home page, and nobody else. */
@MadangTest
class GateTest {

	@Autowired
	Community community;

	@Test
	void aGuestSeesWhosePlaceItIsAndHowOneTakesPart() {
		community.aPost().titled("문 앞의 글").id();
		var home = new Browser(community).get("/");
		assertThat(home.body()).containsOnlyOnce("class=\"gate\"").contains("href=\"/signup\">가입하기</a>", "href=\"#feed\"");
		for (var path : new String[]{ "/?tag=x", "/?q=x", "/popular" }) {
			assertThat(new Browser(community).get(path).body()).as(path).doesNotContain("class=\"gate\"");
		}
	}

	@Test
	void aMemberHasPassedIt() {
		assertThat(new Browser(community).signedIn(community.aMember()).get("/").body()).doesNotContain("class=\"gate\"");
	}
}
