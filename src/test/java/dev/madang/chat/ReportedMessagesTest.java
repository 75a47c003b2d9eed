package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What moderators learn of rooms, and what they decide. */
@SecondMadangTest
class ReportedMessagesTest {

	@Autowired
	Community community;

	@Autowired
	RoomSubject rooms;

	private Person gana;

	private Person kata;

	private Person moderator;

	private long room;

	@BeforeEach
	void aGroup() {
		gana = community.aMember();
		kata = community.aMember();
		moderator = community.aModerator();
		room = Talk.group(gana, kata);
	}

	private static Answer report(Person by, String type, long id) {
		return by.client().post("/reports", Map.of("targetType", type, "targetId", id, "reason", "abuse"));
	}

	private Answer decide(Answer report, String action) {
		return moderator.client().patch("/admin/reports/" + report.id(), Map.of("status", "resolved", "action", action));
	}

	@Test
	void aReportCarriesWhatWasSaidAroundIt() {
		long reported = 0;
		for (int i = 10; i < 25; i++) {
			var id = Talk.say(i % 2 == 0 ? gana : kata, room, "말" + i).id();
			reported = i == 17 ? id : reported;
		}
		var report = report(gana, "message", reported);
		assertThat(report.status()).isEqualTo(201);
		assertThat(report(gana, "message", reported).code()).isEqualTo("already-reported");
		var of = moderator.client().get("/admin/reports/" + report.id());
		assertThat(of.text("/text")).contains("→ @" + kata.handle() + "** 말17", "@" + gana.handle() + " 말12", "말22")
				.doesNotContain("말11", "말23");
		assertThat(of.text("/title")).isEqualTo("말17");
		for (var path : List.of("", "/messages", "/members")) {
			assertThat(moderator.client().get("/chat/rooms/" + room + path).status()).as("the room itself").isEqualTo(404);
		}
		assertThat(moderator.client().delete("/chat/messages/" + reported).status()).isEqualTo(404);
	}

	@Test
	void whatIsDecidedIsHeardInTheRoom() {
		var rude = Talk.say(kata, room, "못된 말").id();
		var report = report(gana, "message", rude);
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			assertThat(decide(report, "hide").status()).isEqualTo(200);
			for (var socket : List.of(hers, his)) {
				var heard = socket.next("deleted");
				assertThat(heard.at("/seq").asLong()).isEqualTo(1);
				assertThat(heard.toString()).doesNotContain("못된");
			}
		}
		assertThat(Talk.read(gana, room)).containsExactly("");
		assertThat(kata.client().patch("/chat/messages/" + rude, Map.of("body", "고침")).status()).isEqualTo(404);
		assertThat(Talk.say(kata, room, "그다음").json().at("/seq").asLong()).isEqualTo(2);
	}

	@Test
	void onlyWhoReadsAMessageReportsIt() {
		var said = Talk.say(kata, room, "말").id();
		assertThat(report(community.aMember(), "message", said).status()).isEqualTo(404);
		assertThat(report(community.aMember(), "room", room).status()).isEqualTo(404);
		assertThat(report(gana, "message", 9_000_000_000L).status()).isEqualTo(404);

		var stranger = community.aMember();
		var first = Talk.say(stranger, Talk.direct(stranger, gana).id(), "불쾌한 첫말");
		assertThat(report(gana, "message", first.id()).status()).as("before it is accepted").isEqualTo(201);
		assertThat(report(gana, "room", first.json().at("/room").asLong()).status()).isEqualTo(201);

		var open = Talk.make(gana, "open");
		var loud = Talk.say(gana, open, "모두에게").id();
		assertThat(report(stranger, "message", loud).status()).as("before one enters").isEqualTo(201);
		assertThat(community.anybody().post("/reports", Map.of("targetType", "message", "targetId", loud, "reason", "spam"))
				.status()).isEqualTo(401);
	}

	@Test
	void aRoomThatIsClosedIsSilent() {
		var open = Talk.make(gana, "open");
		kata.client().post("/chat/rooms/" + open + "/members", Map.of("handles", List.of()));
		var said = Talk.say(gana, open, "말").id();
		var report = report(kata, "room", open);
		assertThat(report.status()).isEqualTo(201);
		try (var hers = ChatSocket.of(gana)) {
			assertThat(decide(report, "hide").status()).isEqualTo(200);
			assertThat(hers.next("room").at("/room").asLong()).isEqualTo(open);
			hers.send(open, "말", Community.unique("c"));
			assertThat(hers.next("error").at("/code").asString()).isEqualTo("room-closed");
		}
		assertThat(Talk.room(gana, open).at("/state").asString()).isEqualTo("closed");
		assertThat(Talk.say(gana, open, "말").code()).isEqualTo("room-closed");
		assertThat(gana.client().patch("/chat/messages/" + said, Map.of("body", "고침")).code()).isEqualTo("room-closed");
		assertThat(Talk.read(kata, open)).as("what was said").containsExactly("말");
		var outside = community.aMember();
		assertThat(outside.client().get("/chat/rooms/" + open).status()).isEqualTo(404);
		assertThat(Talk.ids(outside.client().get("/chat/rooms?kind=open"))).doesNotContain(open);
		assertThat(outside.client().post("/chat/rooms/" + open + "/members", Map.of("handles", List.of())).status())
				.isEqualTo(404);
		assertThat(kata.client().delete("/chat/rooms/" + open).status()).as("one may still go").isEqualTo(204);
	}

	@Test
	void aRequestThatWasClosedIsOneAgainWhenItIsOpened() {
		var stranger = community.aMember();
		var direct = Talk.direct(stranger, gana).id();
		Talk.say(stranger, direct, "첫말");
		var report = report(gana, "room", direct);
		decide(report, "hide");
		assertThat(Talk.say(stranger, direct, "둘째 말").code()).isEqualTo("room-closed");
		rooms.restore(new Viewer(moderator.id(), moderator.handle(), "", Role.MODERATOR, 1), direct);
		assertThat(Talk.room(gana, direct).at("/state").asString()).isEqualTo("waiting");
	}
}
