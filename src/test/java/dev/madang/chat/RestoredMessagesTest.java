package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.Mailbox;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a moderator's decision hid, and another shows again. */
@SecondMadangTest
class RestoredMessagesTest {

	@Autowired
	Community community;

	@Autowired
	Mailbox mailbox;

	private Person gana;

	private Person kata;

	private Person moderator;

	private long room;

	private long message;

	private long report;

	@BeforeEach
	void aHiddenMessage() {
		gana = community.aMember();
		kata = community.aMember();
		moderator = community.aModerator();
		room = Talk.group(gana, kata);
		message = Talk.say(kata, room, "억울한 말").id();
		report = report(gana, "message", message);
		decide(report);
	}

	private static long report(Person by, String type, long id) {
		return by.client().post("/reports", Map.of("targetType", type, "targetId", id, "reason", "abuse")).id();
	}

	private void decide(long which) {
		assertThat(moderator.client()
				.patch("/admin/reports/" + which, Map.of("status", "resolved", "action", "hide")).status()).isEqualTo(200);
	}

	private static Answer restore(Person by, long which) {
		return by.client().post("/admin/reports/" + which + "/restore", "{}");
	}

	@Test
	void aMessageIsThereAgain() {
		assertThat(Talk.read(gana, room)).containsExactly("");
		try (var hers = ChatSocket.of(gana)) {
			var answer = restore(moderator, report);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().at("/hidden").asBoolean()).isFalse();
			assertThat(answer.text("/status")).as("the decision stays").isEqualTo("resolved");
			assertThat(hers.next("edited").at("/body").asString()).isEqualTo("억울한 말");
		}
		assertThat(Talk.read(gana, room)).containsExactly("억울한 말");
		assertThat(mailbox.email(kata.handle() + "@example.org", "공개됐어요").text()).contains("억울한 말");
		assertThat(restore(moderator, report).code()).as("again").isEqualTo("nothing-to-restore");
	}

	@Test
	void soIsARoom() {
		var closing = report(kata, "room", room);
		decide(closing);
		assertThat(Talk.say(kata, room, "말").code()).isEqualTo("room-closed");
		try (var hers = ChatSocket.of(gana)) {
			assertThat(restore(moderator, closing).status()).isEqualTo(200);
			assertThat(hers.next("room").at("/room").asLong()).isEqualTo(room);
		}
		assertThat(Talk.say(kata, room, "말").status()).isEqualTo(201);
	}

	@Test
	void onThePageOfTheCase() {
		var browser = new Browser(community).signedIn(moderator);
		assertThat(browser.get("/admin/reports/" + report).body()).contains("/admin/reports/" + report + "/restore");
		assertThat(browser.post("/admin/reports/" + report + "/restore", "").status()).isEqualTo(303);
		assertThat(browser.get("/admin/reports/" + report).body()).doesNotContain("/admin/reports/" + report + "/restore");
		assertThat(Talk.read(gana, room)).containsExactly("억울한 말");
		assertThat(browser.post("/admin/reports/" + report + "/restore", "").status()).isEqualTo(409);
	}

	@Test
	void nobodyRestoresTheirOwnOrWhatIsNotDecided() {
		for (var person : List.of(gana, kata)) {
			assertThat(restore(person, report).status()).isEqualTo(403);
		}
		assertThat(restore(moderator, 9_000_000_000L).status()).isEqualTo(404);
		var waiting = report(gana, "message", Talk.say(kata, room, "하나 더").id());
		assertThat(restore(moderator, waiting).code()).isEqualTo("not-decided");
		var other = community.aModerator();
		var own = Talk.group(gana, other);
		var loud = report(gana, "message", Talk.say(other, own, "운영자의 말").id());
		decide(loud);
		assertThat(restore(other, loud).code()).isEqualTo("not-over-them");
		assertThat(Talk.read(gana, own)).containsExactly("");
	}

	@Test
	void whatItsAuthorTookAwayOrARoomThatOneLeftForGoodStaysSo() {
		var taken = Talk.say(kata, room, "내가 지울 말").id();
		var of = report(gana, "message", taken);
		kata.client().delete("/chat/messages/" + taken);
		decide(of);
		assertThat(restore(moderator, of).code()).isEqualTo("nothing-to-restore");

		var direct = Talk.friends(kata, gana);
		Talk.say(kata, direct, "둘이서");
		var closing = report(gana, "room", direct);
		assertThat(community.anAdmin().client().delete("/users/" + kata.handle()).status()).isEqualTo(204);
		decide(closing);
		assertThat(restore(moderator, closing).code()).isEqualTo("nothing-to-restore");
		assertThat(Talk.room(gana, direct).at("/state").asString()).isEqualTo("closed");
	}

	@Test
	void soIsAPostOnItsCase() {
		var post = community.aPost().by(kata).titled("숨긴 글").id();
		var of = report(gana, "post", post);
		decide(of);
		assertThat(gana.client().get("/posts/" + post).status()).isEqualTo(404);
		assertThat(restore(moderator, of).status()).isEqualTo(200);
		assertThat(gana.client().get("/posts/" + post).status()).isEqualTo(200);
	}
}
