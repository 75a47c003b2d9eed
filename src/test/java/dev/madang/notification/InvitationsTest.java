package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.chat.Talk;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is invited into a room is told of it. */
@SecondMadangTest
class InvitationsTest {

	@Autowired
	Community community;

	private Listening listening;

	private Person gana;

	private Person kata;

	private long room;

	@BeforeEach
	void aRoom() {
		listening = new Listening(community);
		gana = community.aMember();
		kata = community.aMember();
		room = gana.client().post("/chat/rooms", Map.of("kind", "group", "name", "동네 <모임>", "members", List.of())).id();
	}

	private List<String> texts(Person person, String language) {
		listening.settle();
		community.awaitSignals();
		return listening.texts(person, language);
	}

	@Test
	void saysWhoInvitedIntoWhatAndLeadsThere() {
		Talk.invite(gana, room, kata);
		assertThat(texts(kata, "en")).containsExactly(gana.handle() + " invited you to the chat room “동네 <모임>”");
		assertThat(listening.texts(kata, "ko")).containsExactly(gana.handle() + " 님이 채팅방 “동네 <모임>”에 초대했어요");
		var row = listening.rows(kata).getFirst();
		assertThat(row.at("/kind").asString()).isEqualTo("message");
		assertThat(row.at("/subject/address").asString()).isEqualTo("/chat/" + room);
		assertThat(texts(gana, "en")).as("whoever invites knows").isEmpty();
		Talk.invite(gana, room, kata);
		assertThat(texts(kata, "en")).as("once").hasSize(1);
	}

	@Test
	void isReadWithTheRoom() {
		Talk.invite(gana, room, kata);
		listening.settle();
		assertThat(listening.unread(kata)).isEqualTo(1);
		assertThat(kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", true)).status()).isEqualTo(204);
		assertThat(kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 0)).status()).isEqualTo(204);
		assertThat(listening.unread(kata)).isZero();
	}

	@Test
	void isGoneOnceItIsDeclinedOrTakenBack() {
		var third = community.aMember();
		Talk.invite(gana, room, kata, third);
		kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", false));
		gana.client().delete("/chat/rooms/" + room + "/members/" + third.handle());
		assertThat(texts(kata, "en")).isEmpty();
		assertThat(texts(third, "en")).isEmpty();
	}

	@Test
	void whoIsNotInTheRoomSeesItNoMore() {
		Talk.invite(gana, room, kata);
		assertThat(texts(kata, "en")).hasSize(1);
		community.jdbc().sql("delete from room_member where room_id = :room and member_id = :id").param("room", room)
				.param("id", kata.id()).update();
		assertThat(texts(kata, "en")).isEmpty();
	}

	@Test
	void whoWantsNoMessagesIsNotTold() {
		assertThat(kata.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("message", Map.of("page", false, "push", false, "mail", false)))).status())
				.isEqualTo(200);
		Talk.invite(gana, room, kata);
		assertThat(texts(kata, "en")).isEmpty();
	}

	@Test
	void whoEntersByThemselvesIsNotTold() {
		var open = Talk.make(gana, "open");
		assertThat(kata.client().post("/chat/rooms/" + open + "/members", Map.of("handles", List.of())).status())
				.isEqualTo(204);
		assertThat(Talk.members(gana, open)).contains(kata.handle());
		assertThat(texts(kata, "en")).isEmpty();
	}
}
