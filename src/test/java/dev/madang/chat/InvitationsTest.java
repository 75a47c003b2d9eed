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

/** Who was asked into a room and has not answered, and who was removed from one. */
@SecondMadangTest
class InvitationsTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	@BeforeEach
	void two() {
		gana = community.aMember();
		kata = community.aMember();
	}

	private static Answer enter(Person by, long room) {
		return by.client().post("/chat/rooms/" + room + "/members", Map.of("handles", List.of()));
	}

	private static Answer answer(Person by, long room, boolean accept) {
		return by.client().put("/chat/rooms/" + room + "/request", Map.of("accept", accept));
	}

	private static Answer remove(Person by, long room, Person whom) {
		return by.client().delete("/chat/rooms/" + room + "/members/" + whom.handle());
	}

	@Test
	void whoIsAskedIntoAGroupReadsNothingUntilTheyAccept() {
		var room = Talk.make(gana, "group");
		Talk.invite(gana, room, kata);
		var said = Talk.say(gana, room, "@" + kata.handle() + " 우리끼리 하는 말").id();
		var asked = Talk.room(kata, room);
		assertThat(asked.at("/asked").asBoolean()).isTrue();
		assertThat(asked.at("/name").asString()).startsWith("방");
		assertThat(asked.at("/invitedBy/handle").asString()).isEqualTo(gana.handle());
		assertThat(asked.at("/memberCount").asInt()).isEqualTo(1);
		for (var path : List.of("/messages", "/messages?around=1", "/messages?after=0", "/members")) {
			assertThat(kata.client().get("/chat/rooms/" + room + path).status()).as(path).isEqualTo(404);
		}
		var listed = Talk.listed(kata, room);
		assertThat(listed.toString()).doesNotContain("우리끼리").contains("\"mentioned\":false");
		assertThat(listed.at("/lastMessage").isMissingNode()).isTrue();
		var browser = new Browser(community).signedIn(kata);
		for (var path : List.of("/chat", "/chat/" + room, "/chat/" + room + "?around=1", "/chat/" + room + "/said?after=0")) {
			var page = browser.get(path);
			assertThat(page.status()).as(path).isEqualTo(200);
			assertThat(page.body()).as(path).doesNotContain("우리끼리");
		}
		assertThat(browser.get("/chat/" + room).body()).contains(gana.handle() + "님이 이 채팅방에 초대했어요", "수락", "거절", "1명")
				.doesNotContain("첫 메시지를 보내");
		assertThat(kata.client().post("/reports", Map.of("targetType", "message", "targetId", said, "reason", "spam")).status())
				.isEqualTo(404);
		assertThat(kata.client().post("/reports", Map.of("targetType", "room", "targetId", room, "reason", "spam")).status())
				.as("the invitation itself").isEqualTo(201);
		assertThat(kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 1)).status()).isEqualTo(404);

		assertThat(answer(kata, room, true).status()).isEqualTo(204);
		assertThat(Talk.read(kata, room)).containsExactly("@" + kata.handle() + " 우리끼리 하는 말");
		assertThat(Talk.members(kata, room)).containsExactly(gana.handle(), kata.handle());
	}

	@Test
	void aRequestShowsWhatWaits() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, "저기요");
		assertThat(Talk.read(kata, room)).containsExactly("저기요");
		assertThat(new Browser(community).signedIn(kata).get("/chat/" + room).body()).contains("저기요", "님이 대화를 요청했어요");
	}

	@Test
	void whoIsAskedIntoARoomThatIsClosedReadsNothing() {
		var room = Talk.make(gana, "open");
		Talk.say(gana, room, "모두에게 하던 말");
		Talk.invite(gana, room, kata);
		assertThat(Talk.read(kata, room)).as("an open one").containsExactly("모두에게 하던 말");
		community.jdbc().sql("update room set state = 'closed' where id = :id").param("id", room).update();
		assertThat(kata.client().get("/chat/rooms/" + room + "/messages").status()).isEqualTo(404);
	}

	@Test
	void whoWasRemovedStaysOutUntilAnOwnerInvitesThem() {
		var room = Talk.make(gana, "open");
		var third = community.aMember();
		enter(kata, room);
		enter(third, room);
		assertThat(remove(gana, room, kata).status()).isEqualTo(204);
		assertThat(enter(kata, room).code()).isEqualTo("removed-from-room");
		kata.client().put("/users/" + third.handle() + "/follow");
		assertThat(Talk.invite(third, room, kata).code()).as("who does not own it").isEqualTo("removed-from-room");
		var page = new Browser(community).signedIn(kata).post("/chat/" + room + "/enter", "");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.body()).contains("방장만 다시 초대할 수 있어요");
		assertThat(Talk.members(gana, room)).doesNotContain(kata.handle());

		assertThat(Talk.invite(gana, room, kata).status()).isEqualTo(204);
		assertThat(enter(kata, room).status()).as("asked by an owner").isEqualTo(204);
		assertThat(Talk.say(kata, room, "다시 왔어요").status()).isEqualTo(201);
	}

	@Test
	void whoLeavesByThemselvesOrWasOnlyAskedMayEnter() {
		var room = Talk.make(gana, "open");
		enter(kata, room);
		assertThat(kata.client().delete("/chat/rooms/" + room + "/members/me").status()).isEqualTo(204);
		assertThat(enter(kata, room).status()).isEqualTo(204);
		var third = community.aMember();
		Talk.invite(gana, room, third);
		assertThat(remove(gana, room, third).status()).as("the invitation is taken back").isEqualTo(204);
		assertThat(enter(third, room).status()).isEqualTo(204);
		assertThat(Talk.members(gana, room)).contains(kata.handle(), third.handle());
	}

	@Test
	void whoEntersARoomThatHasNobodyOwnsIt() {
		var room = Talk.make(gana, "open");
		assertThat(gana.client().delete("/chat/rooms/" + room + "/members/me").status()).isEqualTo(204);
		enter(kata, room);
		assertThat(Talk.room(kata, room).at("/owner").asBoolean()).isTrue();
		enter(gana, room);
		assertThat(Talk.room(gana, room).at("/owner").asBoolean()).isFalse();
	}
}
