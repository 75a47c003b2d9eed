package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A post, product or item that is sent into a room, from its page and without script. */
@SecondMadangTest
class SharingTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	private Browser browser;

	private long room;

	@BeforeEach
	void twoInARoom() {
		gana = community.aMember();
		kata = community.aMember();
		browser = new Browser(community).signedIn(gana);
		room = Talk.group(gana, kata);
	}

	private Answer share(String about, long into, String body, String clientId) {
		return browser.post("/chat/share",
				"about=" + about + "&room=" + into + "&clientId=" + clientId + "&body=" + Browser.encode(body));
	}

	@Test
	void fromItsPageIntoOneOfTheLatestRooms() {
		var post = community.aPost().by(kata).titled("같이 읽을 글").id();
		var product = community.aProduct().by(kata).named("책장").id();
		var item = community.anItem().id();
		for (var page : Map.of("/p/" + post, "post:" + post, "/products/" + product, "product:" + product, "/items/" + item,
				"item:" + item).entrySet()) {
			assertThat(browser.get(page.getKey()).body()).contains("/chat/share?about=" + page.getValue());
			assertThat(community.anybody().header("Accept", "text/html").get("!" + page.getKey()).body())
					.doesNotContain("/chat/share");
			assertThat(share(page.getValue(), room, "", Community.unique("c")).header("Location"))
					.isEqualTo("/chat/" + room + "#say");
		}
		var later = Talk.group(gana, kata);
		var choose = browser.get("/chat/share?about=post:" + post).body();
		assertThat(choose).contains("같이 읽을 글");
		assertThat(choose.indexOf("value=\"" + later + "\"")).isPositive().isLessThan(choose.indexOf("value=\"" + room + "\""));
		try (var his = ChatSocket.of(kata)) {
			assertThat(share("post:" + post, later, "**이거** 봐요", "once").status()).isEqualTo(303);
			var heard = his.next("message");
			assertThat(heard.at("/about/title").asString()).isEqualTo("같이 읽을 글");
			assertThat(heard.at("/bodyHtml").asString()).contains("<strong>이거</strong>");
		}
		assertThat(share("post:" + post, later, "**이거** 봐요", "once").status()).isEqualTo(303);
		assertThat(Talk.read(kata, later)).as("sent again").hasSize(1);
		assertThat(share("post:" + post, room, "여기도", "once").status()).as("into another room").isEqualTo(303);
		assertThat(Talk.all(kata.client().get("/chat/rooms/" + room + "/messages").json().at("/items"))
				.map(each -> each.at("/about/kind").asString())).containsExactlyInAnyOrder("post", "product", "item", "post");
	}

	@Test
	void onlyWhatOneSeesAndWhereOneMayWrite() {
		var post = community.aPost().by(kata).id();
		var draft = community.aPost().by(kata).draft().id();
		for (var about : List.of("post:" + draft, "post:9000000000", "room:" + room, "x")) {
			assertThat(browser.get("/chat/share?about=" + about).status()).as(about).isEqualTo(422);
			assertThat(share(about, room, "", "d").status()).as(about).isEqualTo(422);
		}
		var stranger = community.aMember();
		var theirs = Talk.make(stranger, "group");
		assertThat(share("post:" + post, theirs, "", "e").status()).isEqualTo(404);
		Talk.invite(stranger, theirs, gana);
		var open = Talk.make(kata, "open");
		gana.client().post("/chat/rooms/" + open + "/members", Map.of("handles", List.of()));
		community.jdbc().sql("update room set state = 'closed' where id = :id").param("id", open).update();
		var rooms = browser.get("/chat/share?about=post:" + post).body();
		assertThat(rooms).contains("value=\"" + room + "\"").doesNotContain("value=\"" + theirs + "\"",
				"value=\"" + open + "\"");
		assertThat(share("post:" + post, theirs, "", "f").status()).as("not accepted yet").isEqualTo(404);
		var refused = share("post:" + post, open, "쓰던 말", "g");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.body()).contains("운영자가 닫은 채팅방이에요", "쓰던 말");
		assertThat(share("post:" + post, room, "가".repeat(4001), "h").status()).isEqualTo(422);
		assertThat(Talk.read(kata, room)).isEmpty();
	}

	@Test
	void aCardOfWhatNotEverybodyReadsSaysNothing() {
		var members = community.aPost().by(kata).in(community.aCategory(Map.of("readRole", "member"))).titled("회원만 읽는 글").id();
		assertThat(share("post:" + members, room, "", "i").status()).isEqualTo(303);
		assertThat(new Browser(community).signedIn(kata).get("/chat/" + room).body()).contains("/p/" + members)
				.doesNotContain("회원만 읽는 글");
	}
}
