package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.ScreenedTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What everybody may read is looked at first; what newcomers and everybody else may write has an end. */
@ScreenedTest
class WatchedMessagesTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	private long open;

	@BeforeEach
	void anOpenRoom() {
		gana = known();
		kata = known();
		open = Talk.make(gana, "open");
		assertThat(kata.client().post("/chat/rooms/" + open + "/members", Map.of("handles", List.of())).status())
				.isEqualTo(204);
	}

	private Person known() {
		var person = community.aMember();
		community.jdbc().sql("update member set created_at = now() - interval '4 days' where id = :id")
				.param("id", person.id()).update();
		return person;
	}

	private Answer decide(long message, Map<String, ?> decision) {
		var id = community.jdbc().sql("select id from report_case where kind = 'message' and subject_id = :id")
				.param("id", message).query(Long.class).single();
		return community.aModerator().client().patch("/admin/reports/" + id, decision);
	}

	private List<String> verbs(long message) {
		return community.jdbc().sql("select verb from activity where subject = :subject order by id")
				.param("subject", "message:" + message).query(String.class).list();
	}

	@Test
	void aWatchedWordWaitsForAModerator() {
		try (var his = ChatSocket.of(kata)) {
			var said = Talk.say(gana, open, "새 casino 열었어요");
			assertThat(said.status()).isEqualTo(201);
			var heard = his.next("message");
			assertThat(heard.at("/seq").asLong()).isEqualTo(1);
			assertThat(heard.toString()).doesNotContain("casino");
			assertThat(Talk.read(kata, open)).containsExactly("");
			assertThat(decide(said.id(), Map.of("status", "rejected")).status()).isEqualTo(200);
			assertThat(his.next("edited").at("/body").asString()).isEqualTo("새 casino 열었어요");
			assertThat(Talk.read(kata, open)).containsExactly("새 casino 열었어요");
			assertThat(verbs(said.id())).containsExactly("message.held", "message.restored", "message.added");
		}
	}

	@Test
	void soDoesOneThatIsEditedIn() {
		try (var his = ChatSocket.of(kata)) {
			var said = Talk.say(gana, open, "평범한 말").id();
			his.next("message");
			assertThat(gana.client().patch("/chat/messages/" + said, Map.of("body", "도박장 주소")).status()).isEqualTo(200);
			var heard = his.nextSaid();
			assertThat(heard.at("/type").asString()).isEqualTo("deleted");
			assertThat(heard.toString()).doesNotContain("도박장");
			assertThat(Talk.read(kata, open)).containsExactly("");
			decide(said, Map.of("status", "rejected"));
			assertThat(his.next("edited").at("/body").asString()).isEqualTo("도박장 주소");
			assertThat(verbs(said)).containsExactly("message.added", "message.edited", "message.removed", "message.restored");
		}
	}

	@Test
	void whatIsSaidAmongThoseWhoChoseEachOtherIsNotLookedThrough() {
		var room = Talk.group(gana, kata);
		var said = Talk.say(gana, room, "casino 갈래?").id();
		assertThat(Talk.read(kata, room)).containsExactly("casino 갈래?");
		gana.client().patch("/chat/messages/" + said, Map.of("body", "도박장 갈래?"));
		assertThat(Talk.read(kata, room)).containsExactly("도박장 갈래?");
		assertThat(gana.client().post("/chat/rooms", Map.of("kind", "group", "name", "casino")).status()).isEqualTo(201);
		assertThat(gana.client().post("/chat/rooms", Map.of("kind", "open", "name", "casino")).text("/errors/0/code"))
				.isEqualTo("watched-word");
		assertThat(gana.client().patch("/chat/rooms/" + open, Map.of("description", "도박장")).text("/errors/0/code"))
				.isEqualTo("watched-word");
	}

	@Test
	void newcomersSayLittle() {
		var newcomer = community.aMember();
		var room = Talk.make(newcomer, "group");
		assertThat(Talk.say(newcomer, room, "https://a.example https://b.example https://c.example").text("/errors/0/code"))
				.isEqualTo("too-many-links");
		for (int i = 0; i < 6; i++) {
			assertThat(Talk.say(newcomer, room, "말", Map.of("clientId", "n" + i)).status()).isEqualTo(201);
		}
		assertThat(Talk.say(newcomer, room, "말", Map.of("clientId", "n6")).code()).isEqualTo("enough-for-a-newcomer");
		assertThat(Talk.say(newcomer, room, "말", Map.of("clientId", "n5")).json().at("/seq").asLong())
				.as("the same again is no more").isEqualTo(6);
		assertThat(Talk.read(newcomer, room)).hasSize(6);
	}

	@Test
	void whatIsRefusedIsNotCounted() {
		var newcomer = community.aMember();
		var room = Talk.make(newcomer, "group");
		newcomer.client().patch("/chat/rooms/" + room, Map.of("slowSeconds", 3600));
		assertThat(Talk.say(newcomer, room, "말").status()).isEqualTo(201);
		for (int i = 0; i < 7; i++) {
			assertThat(Talk.say(newcomer, room, "말").code()).isEqualTo("room-slow");
		}
		assertThat(community.jdbc().sql("select written from newcomer_day where member_id = :id and kind = 'message'")
				.param("id", newcomer.id()).query(Integer.class).single()).isEqualTo(1);
		assertThat(Talk.say(newcomer, Talk.make(newcomer, "group"), "다른 방").status()).isEqualTo(201);
	}

	@Test
	void nobodySaysMoreThanAnybodyReads() {
		var room = Talk.make(gana, "group");
		var last = Talk.say(gana, room, "말");
		for (int i = 0; i < 200 && last.status() == 201; i++) {
			last = Talk.say(gana, room, "말");
		}
		assertThat(last.status()).isEqualTo(429);
		assertThat(last.header("Retry-After")).isNotEmpty();
	}

	@Test
	void whoeverFloodsIsShownOut() {
		for (var text : List.of("{\"type\":\"ping\"}", "nothing")) {
			try (var hers = ChatSocket.of(gana)) {
				hers.flood(text, 2000);
				assertThat(hers.closed()).isEqualTo(4029);
			}
		}
	}
}
