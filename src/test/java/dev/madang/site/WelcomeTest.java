package dev.madang.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What new members are shown and choose. */
@MadangTest
class WelcomeTest {

	@Autowired
	Community community;

	@Autowired
	JdbcClient jdbc;

	Community.Person author;

	Community.Person newcomer;

	String board;

	String tag;

	String title;

	@BeforeEach
	void somebodyWrites() {
		community.aPost().id();
		author = community.aMember();
		newcomer = community.aMember();
		board = community.aCategory();
		tag = Community.unique("tag");
		title = "많이 읽는 글 " + tag;
		community.aPost().by(author).in(board).titled(title).tagged(tag).id();
	}

	private Browser browser() {
		return new Browser(community).signedIn(newcomer);
	}

	/** The boards as the form sends them: all are offered, and all but one chosen. */
	private String all(String but) {
		var slugs = jdbc.sql("select slug from category").query(String.class).list();
		return "offered=" + String.join("+", slugs) + slugs.stream().filter(slug -> !slug.equals(but))
				.map(slug -> "&board=" + slug).collect(Collectors.joining());
	}

	@Test
	void whoSignsUpChoosesWhatToRead() {
		assertThat(browser().get("/welcome").body()).contains("name=\"board\" value=\"" + board + "\" checked",
				"name=\"offered\" value=\"");
		assertThat(browser().post("/welcome", all(board) + "&tag=" + tag + "&person=" + author.handle()).status())
				.isEqualTo(303);
		assertThat(browser().get("/welcome").body()).contains("name=\"board\" value=\"" + board + "\">");
		assertThat(browser().get("/").body()).doesNotContain(title);
		assertThat(newcomer.client().get("/users/" + newcomer.handle() + "/following").body().toString())
				.contains(author.handle());
		assertThat(browser().get("/?tag=" + tag).body()).contains("name=\"on\" value=\"false\"");
	}

	@Test
	void whatIsGoneIsLeftOutAndTheRestChosen() {
		assertThat(browser().post("/welcome", all("") + "&tag=nosuchtag&person=nobody&person=" + author.handle()).status())
				.isEqualTo(303);
		assertThat(newcomer.client().get("/users/" + newcomer.handle() + "/following").body().toString())
				.contains(author.handle());
	}

	@Test
	void aBoardThatWasNotOfferedIsAsItWas() {
		var later = community.aCategory();
		assertThat(browser().post("/welcome", "offered=" + board).status()).isEqualTo(303);
		assertThat(browser().get("/welcome").body()).contains("name=\"board\" value=\"" + board + "\">",
				"name=\"board\" value=\"" + later + "\" checked");
	}

	@Test
	void whatIsRefusedIsRefusedAsAWhole() {
		assertThat(browser().post("/welcome", "offered=" + board + "&person=" + newcomer.handle()).status()).isEqualTo(422);
		assertThat(browser().get("/welcome").body()).contains("name=\"board\" value=\"" + board + "\" checked");
	}

	@Test
	void nobodyFollowsAHundredAtOnce() {
		var people = IntStream.range(0, 100).mapToObj(i -> "&person=p" + i).toList();
		assertThat(browser().post("/welcome", all("") + String.join("", people)).status()).isEqualTo(400);
	}

	@Test
	void guestsAreAskedToSignIn() {
		assertThat(new Browser(community).get("/welcome").status()).isEqualTo(401);
	}

	@Test
	void theFeedProposesNobodyWhoWasBlockedSince() {
		var proposed = browser().get("/").body().replaceAll("(?s).*class=\"insert\".*?action=\"/@([^/]+)/follow\".*", "$1");
		newcomer.client().put("/users/" + proposed + "/block");
		assertThat(browser().get("/").body()).contains("class=\"insert\"").doesNotContain("/@" + proposed + "/follow");
	}

	@Test
	void theFeedProposesPeopleToWhoIsNewAndFollowsNone() {
		assertThat(browser().get("/").body()).contains("class=\"insert\"", "action=\"/@");
		newcomer.client().put("/users/" + author.handle() + "/follow");
		assertThat(browser().get("/").body()).as("at once").doesNotContain("class=\"insert\"");
		var veteran = community.aMember();
		jdbc.sql("update member set created_at = now() - interval '31 days' where id = :id").param("id", veteran.id()).update();
		var follower = community.aMember();
		follower.client().put("/users/" + author.handle() + "/follow");
		for (var each : List.of(veteran, follower)) {
			assertThat(new Browser(community).signedIn(each).get("/").body()).doesNotContain("class=\"insert\"");
		}
		assertThat(new Browser(community).get("/").body()).doesNotContain("class=\"insert\"");
	}
}
