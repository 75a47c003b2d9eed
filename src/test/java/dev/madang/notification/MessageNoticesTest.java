package dev.madang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.madang.chat.Talk;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is told of what is said in rooms, and did not read it there. */
@SecondMadangTest
class MessageNoticesTest {

	@Autowired
	Community community;

	@Autowired
	DueMessages due;

	@Autowired
	UnreadSince news;

	private Listening listening;

	private Person gana;

	private Person kata;

	@BeforeEach
	void twoMembers() {
		listening = new Listening(community);
		gana = community.aMember();
		kata = community.aMember();
	}

	/** One into which nobody was invited a moment ago. */
	private long group(Person... others) {
		var room = Talk.group(gana, others);
		listening.settle();
		community.jdbc().sql("delete from notification where subject_kind = 'room' and subject_id = :room").param("room", room)
				.update();
		return room;
	}

	/** As if all had had the time that they have to read. */
	private void later() {
		listening.tellDue(due, Duration.ofSeconds(60));
	}

	private List<String> texts(Person person) {
		later();
		return listening.texts(person, "en").stream().filter(text -> !text.endsWith("follows you")).toList();
	}

	private List<String> told(Person person) {
		later();
		return listening.told(person).stream().filter(row -> row.contains("room:")).toList();
	}

	private static void read(Person by, long room, long seq) {
		assertThat(by.client().put("/chat/rooms/" + room + "/read", Map.of("seq", seq)).status()).isEqualTo(204);
	}

	private boolean isWaiting(Person person) {
		listening.settle();
		return community.jdbc().sql("select exists (select 1 from message_notice where member_id = :id)")
				.param("id", person.id())
				.query(Boolean.class).single();
	}

	@Test
	void messagesOfTwoShareARowThatSaysTheLast() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "안녕 **하세요**");
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “안녕 하세요”");
		Talk.say(gana, room, "계세요?");
		Talk.say(gana, room, "여보세요");
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “여보세요” and 2 more messages");
		assertThat(listening.texts(kata, "ko")).containsExactly(gana.handle() + " 님의 메시지: “여보세요” 외 2개");
		assertThat(listening.told(kata)).containsExactly("message room:" + room);
		var row = listening.rows(kata).getFirst();
		assertThat(row.at("/subject/address").asString()).isEqualTo("/chat/" + room);
		assertThat(row.at("/excerpt").asString()).isEqualTo("여보세요");
		assertThat(row.at("/others").asInt()).isEqualTo(2);
		assertThat(listening.unread(kata)).isEqualTo(1);
		assertThat(told(gana)).isEmpty();
	}

	@Test
	void nobodyIsToldBeforeTheyHadTimeToRead() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		listening.tellDue(due, Duration.ZERO);
		assertThat(listening.told(kata)).isEmpty();
		assertThat(isWaiting(kata)).isTrue();
		community.jdbc().sql("update message set created_at = now() - interval '1 minute' where room_id = :room")
				.param("room", room).update();
		community.jdbc().sql("update message_notice set due_at = now() where room_id = :room").param("room", room).update();
		listening.tellDue(due, Duration.ZERO);
		assertThat(listening.told(kata)).hasSize(1);
		assertThat(isWaiting(kata)).isFalse();
	}

	@Test
	void whoHasTheRoomInFrontOfThemIsNotTold() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		read(kata, room, 1);
		assertThat(told(kata)).isEmpty();
		assertThat(isWaiting(kata)).isFalse();
	}

	@Test
	void whatWasSaidJustNowIsWaitedForThoughSomethingBeforeItWasDue() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		listening.settle();
		community.jdbc().sql("update message_notice set due_at = now() where room_id = :room").param("room", room).update();
		read(kata, room, 1);
		Talk.say(gana, room, "둘");
		listening.tellDue(due, Duration.ZERO);
		assertThat(listening.told(kata)).as("the second is a moment old").isEmpty();
		assertThat(isWaiting(kata)).isTrue();
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “둘”");
	}

	@Test
	void readingTheRoomReadsTheRow() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		Talk.say(gana, room, "둘");
		later();
		assertThat(listening.unread(kata)).isEqualTo(1);
		read(kata, room, 1);
		assertThat(listening.unread(kata)).isEqualTo(1);
		read(kata, room, 2);
		assertThat(listening.unread(kata)).isZero();
		Talk.say(gana, room, "셋");
		later();
		assertThat(listening.unread(kata)).isEqualTo(1);
		assertThat(listening.told(kata)).hasSize(2);
		new Browser(community).signedIn(kata).get("/chat/" + room);
		assertThat(listening.unread(kata)).isZero();
	}

	@Test
	void answeringReadsTheRow() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		later();
		Talk.say(kata, room, "네");
		assertThat(listening.unread(kata)).isZero();
		assertThat(texts(gana)).containsExactly(kata.handle() + ": “네”");
	}

	@Test
	void inAGroupOnlyWhoIsNamedIsTold() {
		var third = community.aMember();
		var room = group(kata, third);
		Talk.say(gana, room, "모두 안녕하세요");
		assertThat(isWaiting(kata)).isFalse();
		Talk.say(gana, room, "@" + kata.handle() + " 오늘 와요?");
		Talk.say(gana, room, "딴 이야기");
		assertThat(told(third)).isEmpty();
		assertThat(told(kata)).containsExactly("mention room:" + room);
		assertThat(listening.texts(kata, "en"))
				.containsExactly(gana.handle() + " mentioned you in chat: “@" + kata.handle() + " 오늘 와요?”");
		assertThat(listening.rows(kata).getFirst().at("/subject/title").asString()).isNotEmpty();
		Talk.say(third, room, "@" + kata.handle() + " 와요");
		assertThat(texts(kata)).containsExactly(
				third.handle() + " mentioned you in chat: “@" + kata.handle() + " 와요” and 1 more time");
	}

	@Test
	void whoeverIsNamedButNotInTheRoomIsNotTold() {
		var room = group(kata);
		var other = community.aMember();
		Talk.say(gana, room, "@" + other.handle() + " @" + gana.handle());
		assertThat(told(other)).isEmpty();
		assertThat(told(gana)).isEmpty();
	}

	@Test
	void whoMutedTheRoomOrSwitchedTheKindOffIsNotTold() {
		var room = Talk.friends(gana, kata);
		kata.client().put("/chat/rooms/" + room + "/mute", Map.of("on", true));
		Talk.say(gana, room, "하나");
		assertThat(told(kata)).isEmpty();
		kata.client().put("/chat/rooms/" + room + "/mute", Map.of("on", false));
		kata.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("message", Map.of("page", false, "mail", false, "push", false))));
		Talk.say(gana, room, "둘");
		assertThat(told(kata)).isEmpty();
		kata.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("message", Map.of("page", false, "mail", true, "push", false))));
		Talk.say(gana, room, "셋");
		assertThat(told(kata)).isEmpty();
		assertThat(rows(kata)).as("for the digest").isEqualTo(1);
		kata.client().put("/notifications/preferences", Map.of());
		Talk.say(gana, room, "넷");
		assertThat(told(kata)).hasSize(1);
	}

	private int rows(Person person) {
		return community.jdbc().sql("select count(*) from notification where member_id = :id and message_seq is not null")
				.param("id", person.id()).query(Integer.class).single();
	}

	@Test
	void aStrangersRequestIsToldOnce() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, "저기요");
		assertThat(texts(kata)).containsExactly(gana.handle() + " wants to talk to you");
		Talk.say(gana, room, "저기요?");
		kata.client().post("/notifications/read", Map.of("all", true));
		Talk.say(gana, room, "저기요??");
		later();
		assertThat(listening.unread(kata)).isZero();
		assertThat(rows(kata)).isEqualTo(1);
		kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", true));
		Talk.say(gana, room, "고마워요");
		assertThat(texts(kata)).first().isEqualTo(gana.handle() + ": “고마워요” and 3 more messages");
	}

	@Test
	void aRequestThatIsDeclinedIsNotThereAnyMore() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, "저기요");
		assertThat(told(kata)).hasSize(1);
		kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", false));
		assertThat(told(kata)).isEmpty();
	}

	@Test
	void blockedMembersDoNotHearOfEachOther() {
		var room = group(kata);
		Talk.say(gana, room, "@" + kata.handle() + " 하나");
		assertThat(told(kata)).hasSize(1);
		kata.client().put("/users/" + gana.handle() + "/block");
		assertThat(told(kata)).isEmpty();
		Talk.say(gana, room, "@" + kata.handle() + " 둘");
		assertThat(told(kata)).isEmpty();
		assertThat(rows(kata)).isZero();
	}

	@Test
	void nobodyHearsOfWhatASuspendedMemberSaid() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "광고");
		community.aModerator().client().put("/admin/users/" + gana.handle() + "/states/suspended", Map.of("detail", "광고"));
		assertThat(told(kata)).isEmpty();
	}

	@Test
	void deletedMessagesVanishFromTheRow() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		var second = Talk.say(gana, room, "둘").id();
		var third = Talk.say(gana, room, "셋").id();
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “셋” and 2 more messages");
		gana.client().delete("/chat/messages/" + third);
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “둘” and 1 more message");
		gana.client().patch("/chat/messages/" + second, Map.of("body", "고친 말"));
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “고친 말” and 1 more message");
		Talk.all(gana.client().get("/chat/rooms/" + room + "/messages").json().at("/items")).filter(
				each -> !each.at("/deleted").asBoolean()).forEach(
						each -> gana.client().delete("/chat/messages/" + each.at("/id").asLong()));
		assertThat(told(kata)).isEmpty();
		assertThat(listening.unread(kata)).isZero();
		assertThat(rows(kata)).isZero();
	}

	@Test
	void whatWasDeletedOrReadOrLeftBeforeItWasDueIsNotTold() {
		var room = Talk.friends(gana, kata);
		var said = Talk.say(gana, room, "하나").id();
		listening.settle();
		gana.client().delete("/chat/messages/" + said);
		assertThat(told(kata)).isEmpty();
		var group = group(kata);
		Talk.say(gana, group, "@" + kata.handle());
		listening.settle();
		kata.client().delete("/chat/rooms/" + group + "/members/me");
		assertThat(told(kata)).isEmpty();
	}

	@Test
	void whoLeavesARoomIsToldOfItNoMoreAtOnce() {
		var room = group(kata);
		Talk.say(gana, room, "@" + kata.handle() + " 비밀");
		assertThat(told(kata)).hasSize(1);
		community.jdbc().sql("delete from room_member where room_id = :room and member_id = :id").param("room", room)
				.param("id", kata.id()).update();
		assertThat(listening.told(kata)).as("the tables have the last word").isEmpty();
		var other = group(kata);
		Talk.say(gana, other, "@" + kata.handle() + " 비밀");
		assertThat(told(kata)).hasSize(1);
		kata.client().delete("/chat/rooms/" + other + "/members/me");
		assertThat(listening.told(kata)).isEmpty();
		assertThat(community.jdbc().sql("select count(*) from notification where subject_kind = 'room' and subject_id = :room")
				.param("room", other).query(Integer.class).single()).isZero();
	}

	@Test
	void aDirectRoomDeletedForOneselfTakesItsRowAlong() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "하나");
		assertThat(told(kata)).hasSize(1);
		kata.client().delete("/chat/rooms/" + room);
		assertThat(told(kata)).isEmpty();
		Talk.say(gana, room, "둘");
		assertThat(texts(kata)).containsExactly(gana.handle() + ": “둘”");
	}

	@Test
	void theDigestAndDevicesTellOfItUntilItIsRead() {
		var room = Talk.friends(gana, kata);
		kata.client().put("/notifications/preferences",
				Map.of("kinds", Map.of("message", Map.of("page", false, "mail", true, "push", false))));
		Talk.say(gana, room, "하나");
		later();
		var viewer = new Viewer(kata.id(), kata.handle(), kata.handle(), Role.MEMBER, 0);
		assertThat(news.of(viewer, 0, Preferences.Channels::mail, 10)).extracting(Notification::said).contains("하나");
		assertThat(news.of(viewer, 0, Preferences.Channels::byPush, 10)).extracting(Notification::said).doesNotContain("하나");
		read(kata, room, 1);
		assertThat(news.of(viewer, 0, Preferences.Channels::mail, 10)).extracting(Notification::said).doesNotContain("하나");
	}

	@Test
	void twoNodesTellOnce() {
		var room = Talk.friends(gana, kata);
		for (int i = 0; i < 3; i++) {
			Talk.say(gana, room, "말 " + i);
		}
		listening.settle();
		try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 8; i++) {
				nodes.execute(() -> due.tell(Duration.ofSeconds(60)));
			}
		}
		assertThat(told(kata)).hasSize(1);
		assertThat(listening.rows(kata).getFirst().at("/others").asInt()).isEqualTo(2);
	}

	@Test
	void whoJoinsARoomIsNotWelcomedAsANewMember() {
		var room = group(kata);
		listening.settle();
		community.jdbc().sql("delete from notification where kind = 'welcome' and subject_id = :room").param("room", room)
				.update();
		Talk.bring(gana, room, community.aMember());
		listening.settle();
		assertThat(community.jdbc().sql("select exists (select 1 from member where id = :room)").param("room", room)
				.query(Boolean.class).single()).as("who has the number of the room").isTrue();
		assertThat(community.jdbc()
				.sql("select count(*) from notification where kind = 'welcome' and subject_id = :room").param("room", room)
				.query(Integer.class).single()).isZero();
	}
}
