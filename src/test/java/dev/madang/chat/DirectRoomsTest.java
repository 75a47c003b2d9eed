package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rooms of two, and how they begin. */
@SecondMadangTest
class DirectRoomsTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	@BeforeEach
	void twoStrangers() {
		gana = community.aMember();
		kata = community.aMember();
	}

	private static Answer answer(Person by, long room, boolean accept) {
		return by.client().put("/chat/rooms/" + room + "/request", Map.of("accept", accept));
	}

	private static Answer takeFrom(Person by, String whom) {
		return by.client().put("/chat/preferences", Map.of("takesFrom", whom));
	}

	@Test
	void twoHaveOneRoom() {
		var first = Talk.direct(gana, kata);
		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("Location")).isEqualTo("/api/v1/chat/rooms/" + first.id());
		assertThat(first.text("/name")).isEqualTo(kata.handle());
		assertThat(first.json().at("/memberCount").asInt()).as("the other has yet to accept it").isEqualTo(1);
		for (var again : List.of(Talk.direct(gana, kata), Talk.direct(kata, gana))) {
			assertThat(again.status()).isEqualTo(200);
			assertThat(again.id()).isEqualTo(first.id());
		}
		assertThat(Talk.direct(kata, gana).text("/name")).isEqualTo(gana.handle());
		assertThat(Talk.room(community.aMember(), first.id()).at("/status").asInt()).isEqualTo(404);
	}

	@Test
	void twoWhoBeginAtOnceHaveOneRoom() throws Exception {
		Callable<Long> hers = () -> Talk.direct(gana, kata).id();
		Callable<Long> his = () -> Talk.direct(kata, gana).id();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var ids = threads.invokeAll(List.of(hers, his, hers, his));
			var all = new HashSet<Long>();
			for (var id : ids) {
				all.add(id.get());
			}
			assertThat(all).hasSize(1).doesNotContain(0L);
		}
	}

	@Test
	void nobodyWritesToThemselvesOrToNobodyOrToSeveral() {
		assertThat(Talk.direct(gana, gana).json().at("/errors/0/code").asString()).isEqualTo("yourself");
		for (var handles : List.of(List.of(), List.of(gana.handle(), kata.handle()))) {
			assertThat(gana.client().post("/chat/rooms", Map.of("kind", "direct", "members", handles)).status()).isEqualTo(422);
		}
		assertThat(gana.client().post("/chat/rooms", Map.of("kind", "direct", "members", List.of("nobody_here"))).status())
				.isEqualTo(404);
		assertThat(gana.client().post("/chat/rooms", Map.of("kind", "secret", "name", "방")).status()).isEqualTo(422);
	}

	@Test
	void aStrangersFirstMessageWaitsUntilItIsAccepted() {
		var room = Talk.direct(gana, kata).id();
		assertThat(Talk.rooms(kata)).as("before anything is said").isEmpty();
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			for (int i = 1; i <= 3; i++) {
				assertThat(Talk.say(gana, room, "저기요 " + i).status()).isEqualTo(201);
			}
			var fourth = Talk.say(gana, room, "저기요 4");
			assertThat(fourth.status()).isEqualTo(403);
			assertThat(fourth.code()).isEqualTo("room-waiting");
			assertThat(Talk.listed(kata, room).at("/asked").asBoolean()).isTrue();
			assertThat(Talk.listed(kata, room).at("/unread").asInt()).isZero();
			assertThat(kata.client().get("/chat/unread").json().at("/messages").asInt()).isZero();
			assertThat(Talk.read(kata, room)).hasSize(3);
			assertThat(Talk.say(kata, room, "답").status()).as("before it is accepted").isEqualTo(404);
			his.send(room, "답", Community.unique("d"));
			assertThat(his.next().at("/code").asString()).as("nothing was heard before").isEqualTo("not-found");
			assertThat(answer(gana, room, true).code()).isEqualTo("not-asked");

			assertThat(answer(kata, room, true).status()).isEqualTo(204);
			assertThat(hers.next("member").at("/joined").asBoolean()).isTrue();
			assertThat(Talk.say(kata, room, "답").status()).isEqualTo(201);
			assertThat(Talk.say(gana, room, "저기요 4").status()).isEqualTo(201);
			assertThat(his.seqs(2)).containsExactly(4L, 5L);
			assertThat(Talk.room(kata, room).at("/memberCount").asInt()).isEqualTo(2);
			assertThat(answer(kata, room, false).code()).as("once").isEqualTo("not-asked");
		}
	}

	@Test
	void whatIsDeclinedIsOverUntilItIsTakenBack() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, "저기요");
		assertThat(answer(kata, room, false).status()).isEqualTo(204);
		assertThat(Talk.rooms(kata)).isEmpty();
		assertThat(Talk.say(gana, room, "왜요").code()).isEqualTo("takes-no-messages");
		assertThat(Talk.direct(gana, kata).id()).as("no second one").isEqualTo(room);
		assertThat(Talk.say(gana, room, "왜요").status()).isEqualTo(403);

		assertThat(Talk.direct(kata, gana).json().at("/asked").asBoolean()).as("who writes themselves").isFalse();
		assertThat(Talk.say(kata, room, "미안해요").status()).isEqualTo(201);
		assertThat(Talk.say(gana, room, "괜찮아요").status()).isEqualTo(201);
		assertThat(Talk.read(kata, room)).as("what was declined is not shown").containsExactly("미안해요", "괜찮아요");
	}

	@Test
	void whoIsAskedAndWritesThemselvesHasAccepted() {
		var room = Talk.direct(gana, kata).id();
		Talk.say(gana, room, "저기요");
		assertThat(Talk.direct(kata, gana).json().at("/asked").asBoolean()).isFalse();
		assertThat(Talk.say(kata, room, "네?").status()).isEqualTo(201);
		assertThat(Talk.direct(gana, kata).text("/state")).isEqualTo("open");
	}

	@Test
	void whomOneFollowsIsNoStrangerNorIsAModerator() {
		kata.client().put("/users/" + gana.handle() + "/follow");
		for (var by : List.of(gana, community.aModerator())) {
			var room = Talk.direct(by, kata);
			assertThat(room.text("/state")).isEqualTo("open");
			Talk.say(by, room.id(), "안녕");
			assertThat(Talk.listed(kata, room.id()).at("/asked").asBoolean()).isFalse();
			assertThat(Talk.say(kata, room.id(), "안녕").status()).isEqualTo(201);
		}
		assertThat(Talk.direct(community.aMember(), kata).text("/state")).isEqualTo("waiting");
		var known = community.aMember();
		gana.client().put("/users/" + known.handle() + "/follow");
		assertThat(Talk.direct(gana, known).text("/state")).as("to follow somebody opens no door").isEqualTo("waiting");
	}

	@Test
	void aQuestionAboutWhatOneOffersIsNoStrangers() {
		var product = community.aProduct().by(kata).named("낡은 자전거").id();
		var room = gana.client().post("/chat/rooms",
				Map.of("kind", "direct", "members", List.of(kata.handle()), "about", "product:" + product));
		assertThat(room.status()).isEqualTo(201);
		assertThat(room.text("/state")).isEqualTo("open");
		assertThat(room.text("/about/title")).isEqualTo("낡은 자전거");
		assertThat(Talk.room(kata, room.id()).at("/about/address").asString()).contains(String.valueOf(product));
		var third = community.aMember();
		var others = third.client().post("/chat/rooms",
				Map.of("kind", "direct", "members", List.of(gana.handle()), "about", "product:" + product));
		assertThat(others.text("/state")).as("what somebody else offers").isEqualTo("waiting");
		for (var nothing : List.of("product:9000000000", "member:" + kata.id(), "room:" + room.id(), "x", "")) {
			var answer = third.client().post("/chat/rooms",
					Map.of("kind", "direct", "members", List.of(kata.handle()), "about", nothing));
			assertThat(answer.json().at("/errors/0/code").asString()).as(nothing).isEqualTo("unknown-card");
		}
	}

	@Test
	void everybodySaysWhoMayWriteToThem() {
		assertThat(kata.client().get("/chat/preferences").text("/takesFrom")).isEqualTo("everybody");
		assertThat(takeFrom(kata, "friends").status()).isEqualTo(422);
		assertThat(takeFrom(kata, "nobody").text("/takesFrom")).isEqualTo("nobody");
		var group = Talk.make(gana, "group");
		assertThat(Talk.direct(gana, kata).code()).isEqualTo("takes-no-messages");
		assertThat(Talk.invite(gana, group, kata).code()).isEqualTo("takes-no-messages");
		assertThat(Talk.direct(community.aModerator(), kata).status()).isEqualTo(201);
		takeFrom(kata, "followed");
		assertThat(Talk.direct(gana, kata).code()).isEqualTo("takes-no-messages");
		kata.client().put("/users/" + gana.handle() + "/follow");
		assertThat(Talk.direct(gana, kata).status()).isEqualTo(201);
		takeFrom(kata, "nobody");
		assertThat(Talk.direct(gana, kata).status()).as("the room that there is").isEqualTo(200);
		assertThat(Talk.direct(kata, gana).status()).isEqualTo(200);
	}

	@Test
	void whoMayWriteIsSetAmongTheSettings() {
		var browser = new Browser(community).signedIn(kata);
		assertThat(browser.get("/settings").body()).contains("/settings/messages");
		assertThat(browser.get("/settings/messages").body()).contains("내가 팔로우하는 사람", "첫 메시지와 채팅방 초대는 수락해야");
		assertThat(browser.post("/settings/messages", "takesFrom=followed").header("Location"))
				.isEqualTo("/settings/messages?saved=true");
		assertThat(browser.post("/settings/messages", "takesFrom=friends").status()).isEqualTo(422);
		assertThat(kata.client().get("/chat/preferences").text("/takesFrom")).isEqualTo("followed");
		assertThat(Talk.direct(gana, kata).code()).isEqualTo("takes-no-messages");
		assertThat(new Browser(community).signedIn(gana).post("/chat/new", "kind=direct&members=" + kata.handle()).body())
				.contains("이 회원에게는 메시지를 보낼 수 없어요");
	}

	@Test
	void aRoomThatOneDeletedForOneselfBeginsAgainWithTheNextMessage() {
		var room = Talk.friends(gana, kata);
		Talk.say(gana, room, "옛말");
		var old = Talk.say(kata, room, "옛 대답").id();
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			assertThat(gana.client().delete("/chat/rooms/" + room).status()).isEqualTo(204);
			assertThat(his.next("read").at("/seq").asLong()).as("no position goes back").isEqualTo(2);
			assertThat(Talk.rooms(gana)).isEmpty();
			assertThat(Talk.rooms(kata)).containsExactly(room);
			assertThat(Talk.read(gana, room)).isEmpty();
			assertThat(gana.client().get("/chat/rooms/" + room + "/messages?before=3").json().at("/items")).isEmpty();
			assertThat(gana.client().get("/chat/rooms/" + room + "/messages?around=1").json().at("/items")).isEmpty();
			assertThat(gana.client().delete("/chat/messages/" + old).status()).isEqualTo(404);
			kata.client().patch("/chat/messages/" + old, Map.of("body", "고친 대답"));
			Talk.say(kata, room, "새말");
			hers.next("read");
			assertThat(hers.nextSaid().at("/body").asString()).as("what was deleted is not told again").isEqualTo("새말");
		}
		assertThat(Talk.rooms(gana)).containsExactly(room);
		assertThat(Talk.listed(gana, room).at("/unread").asInt()).isEqualTo(1);
		assertThat(Talk.read(gana, room)).containsExactly("새말");
		assertThat(Talk.read(kata, room)).containsExactly("옛말", "고친 대답", "새말");
	}

	@Test
	void aRoomOfTwoStaysOne() {
		var room = Talk.friends(gana, kata);
		var third = community.aMember();
		assertThat(Talk.invite(gana, room, third).code()).isEqualTo("room-of-two");
		assertThat(third.client().post("/chat/rooms/" + room + "/members", Map.of("handles", List.of())).status())
				.isEqualTo(404);
		assertThat(gana.client().patch("/chat/rooms/" + room, Map.of("name", "우리")).status()).isEqualTo(403);
		assertThat(gana.client().delete("/chat/rooms/" + room + "/members/" + kata.handle()).status()).isEqualTo(403);
		assertThat(gana.client().put("/chat/rooms/" + room + "/members/" + gana.handle() + "/role", Map.of("role", "owner"))
				.status()).isEqualTo(403);
		assertThat(Set.copyOf(Talk.members(gana, room))).containsExactlyInAnyOrder(gana.handle(), kata.handle());
	}
}
