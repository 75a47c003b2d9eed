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

/** The open room to which a board points. */
@SecondMadangTest
class BoardRoomsTest {

	@Autowired
	Community community;

	private Person gana;

	private Person admin;

	private String board;

	private String name;

	private long room;

	@BeforeEach
	void aBoardAndARoom() {
		gana = community.aMember();
		admin = community.anAdmin();
		board = community.aCategory(Map.of());
		name = Community.unique("수다방 ");
		room = gana.client().post("/chat/rooms", Map.of("kind", "open", "name", name)).id();
	}

	private Answer choose(Person by, long which) {
		return by.client().put("/categories/" + board + "/room", Map.of("room", which));
	}

	private String page(Person by) {
		return new Browser(community).signedIn(by).get("/c/" + board).body();
	}

	@Test
	void membersSeeTheLinkAndGuestsDoNot() {
		assertThat(page(gana)).doesNotContain("board-room");
		assertThat(choose(admin, room).text("/name")).isEqualTo(name);
		assertThat(page(gana)).contains("/chat/" + room, name, "1명").doesNotContain("/c/" + board + "/room");
		assertThat(community.anybody().header("Accept", "text/html").get("!/c/" + board).body()).doesNotContain(name);
		assertThat(gana.client().get("/categories/" + board + "/room").id()).isEqualTo(room);
		assertThat(community.anybody().get("/categories/" + board + "/room").status()).isEqualTo(401);
	}

	@Test
	void aRoomThatIsClosedIsGone() {
		choose(admin, room);
		var report = gana.client().post("/reports", Map.of("targetType", "room", "targetId", room, "reason", "spam"));
		if (report.status() != 201) {
			report = community.aMember().client().post("/reports",
					Map.of("targetType", "room", "targetId", room, "reason", "spam"));
		}
		var moderator = community.aModerator();
		moderator.client().patch("/admin/reports/" + report.id(), Map.of("status", "resolved", "action", "hide"));
		assertThat(page(gana)).doesNotContain(name);
		assertThat(gana.client().get("/categories/" + board + "/room").status()).isEqualTo(404);
		assertThat(moderator.client().post("/admin/reports/" + report.id() + "/restore", "{}").status()).isEqualTo(200);
		assertThat(page(gana)).as("and there again with it").contains(name);
		assertThat(admin.client().delete("/categories/" + board + "/room").status()).isEqualTo(204);
		assertThat(page(gana)).doesNotContain(name);
	}

	@Test
	void moderatorsOfTheBoardChooseItOnAPage() {
		var moderator = community.aMember();
		admin.client().put("/categories/" + board + "/moderators/" + moderator.handle());
		community.awaitSignals();
		assertThat(new Browser(community).signedIn(admin).get("/admin/categories").body()).contains("/c/" + board + "/room");
		assertThat(page(moderator)).contains("/c/" + board + "/room", "채팅방 연결");
		var browser = new Browser(community).signedIn(moderator);
		assertThat(browser.get("/c/" + board + "/room?q=" + Browser.encode(name)).body()).contains("value=\"" + room + "\"");
		assertThat(browser.post("/c/" + board + "/room", "room=" + room).header("Location"))
				.isEqualTo("/c/" + board + "/room?saved=true");
		assertThat(browser.get("/c/" + board + "/room").body()).contains(name, "연결 해제");
		assertThat(page(gana)).contains(name);
		assertThat(browser.post("/c/" + board + "/room", "room=9000000000").status()).isEqualTo(422);
		browser.post("/c/" + board + "/room", "room=");
		assertThat(page(gana)).doesNotContain(name);
	}

	@Test
	void nobodyElseChoosesAndOnlyAnOpenRoom() {
		assertThat(choose(gana, room).code()).isEqualTo("moderators-only");
		assertThat(gana.client().delete("/categories/" + board + "/room").code()).isEqualTo("moderators-only");
		var other = community.aMember();
		admin.client().put("/categories/" + community.aCategory(Map.of()) + "/moderators/" + other.handle());
		community.awaitSignals();
		assertThat(choose(other, room).code()).as("another board's moderator").isEqualTo("moderators-only");
		assertThat(new Browser(community).signedIn(gana).get("/c/" + board + "/room").status()).isEqualTo(403);
		var closed = Talk.make(gana, "open");
		community.jdbc().sql("update room set state = 'closed' where id = :id").param("id", closed).update();
		for (long no : List.of(Talk.make(gana, "group"), Talk.make(admin, "group"), closed, 9_000_000_000L)) {
			assertThat(choose(admin, no).json().at("/errors/0/code").asString()).isEqualTo("unknown-room");
		}
		assertThat(admin.client().put("/categories/" + board + "/room", Map.of()).status()).isEqualTo(422);
		var secret = community.aCategory(Map.of("readRole", "moderator"));
		admin.client().put("/categories/" + secret + "/room", Map.of("room", room));
		assertThat(gana.client().get("/categories/" + secret + "/room").status()).isEqualTo(404);
	}

	@Test
	void aBoardThatIsRemovedTakesTheLinkAlong() {
		choose(admin, room);
		assertThat(admin.client().delete("/categories/" + board).status()).isEqualTo(204);
		assertThat(Talk.room(gana, room).at("/state").asString()).isEqualTo("open");
	}
}
