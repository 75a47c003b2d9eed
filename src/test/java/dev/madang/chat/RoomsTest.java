package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.testing.Browser;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Groups and open rooms: who is in them, what they read, and who decides. */
@SecondMadangTest
class RoomsTest {

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

	private static Answer role(Person by, long room, Person of, String role) {
		return by.client().put("/chat/rooms/" + room + "/members/" + of.handle() + "/role", Map.of("role", role));
	}

	private static Answer leave(Person by, long room) {
		return by.client().delete("/chat/rooms/" + room + "/members/me");
	}

	@Test
	void whoComesLaterDoesNotSeeWhatWasSaidBefore() {
		var room = Talk.make(gana, "group");
		var before = Talk.say(gana, room, "몰라야 할 말").id();
		try (var his = ChatSocket.of(kata)) {
			Talk.bring(gana, room, kata);
			assertThat(his.next("member").at("/handle").asString()).isEqualTo(kata.handle());
			gana.client().patch("/chat/messages/" + before, Map.of("body", "고친 몰라야 할 말"));
			Talk.say(gana, room, "들리는 말");
			assertThat(his.nextSaid().at("/body").asString()).as("no edit of what they do not see").isEqualTo("들리는 말");
			assertThat(Talk.read(kata, room)).containsExactly("들리는 말");
			for (var which : List.of("before=2", "after=0", "around=1")) {
				assertThat(kata.client().get("/chat/rooms/" + room + "/messages?" + which).body()).as(which)
						.doesNotContain("몰라야");
			}
			var answer = Talk.say(kata, room, "그게 뭔데?", Map.of("replyTo", 1));
			assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("unknown-message");
			assertThat(kata.client().post("/reports", Map.of("targetType", "message", "targetId", before, "reason", "spam"))
					.status()).isEqualTo(404);
		}
		var epoch = "";
		try (var again = ChatSocket.of(kata, Map.of())) {
			epoch = again.next("welcome").at("/rooms/" + room + "/epoch").asString();
		}
		try (var again = ChatSocket.of(kata, Map.of(String.valueOf(room), Map.of("epoch", epoch, "seq", 0)))) {
			assertThat(again.next("message").at("/seq").asLong()).isEqualTo(2);
		}
		assertThat(Talk.listed(kata, room).at("/unread").asInt()).isEqualTo(1);
		assertThat(Talk.read(gana, room)).containsExactly("고친 몰라야 할 말", "들리는 말");
	}

	@Test
	void whoIsNotFollowedAsks() {
		var room = Talk.make(gana, "group");
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			assertThat(Talk.invite(gana, room, kata).status()).isEqualTo(204);
			Talk.say(gana, room, "아직 없는 사람");
			var joined = Stream.generate(hers::next).takeWhile(frame -> !"message".equals(frame.at("/type").asString()))
					.map(frame -> frame.at("/handle").asString());
			assertThat(joined).as("who has joined so far").isSubsetOf(gana.handle());
			assertThat(Talk.room(kata, room).at("/asked").asBoolean()).isTrue();
			assertThat(Talk.say(kata, room, "말").status()).isEqualTo(404);
			assertThat(kata.client().put("/chat/rooms/" + room + "/request", Map.of("accept", true)).status()).isEqualTo(204);
			assertThat(his.next().at("/joined").asBoolean()).isTrue();
			assertThat(hers.next("member").at("/handle").asString()).isEqualTo(kata.handle());
			Talk.say(gana, room, "어서 와");
			assertThat(his.nextSaid().at("/body").asString()).isEqualTo("어서 와");
		}
		var third = community.aMember();
		Talk.invite(gana, room, third);
		assertThat(third.client().put("/chat/rooms/" + room + "/request", Map.of("accept", false)).status()).isEqualTo(204);
		assertThat(third.client().get("/chat/rooms/" + room).status()).isEqualTo(404);
		assertThat(Talk.members(gana, room)).containsExactly(gana.handle(), kata.handle());
		assertThat(Talk.room(gana, room).at("/memberCount").asInt()).isEqualTo(2);
	}

	@Test
	void onlyOwnersDecide() {
		var third = community.aMember();
		var room = Talk.group(gana, kata, third);
		for (var refused : List.of(kata.client().patch("/chat/rooms/" + room, Map.of("name", "내 방")),
				kata.client().delete("/chat/rooms/" + room + "/members/" + third.handle()),
				kata.client().delete("/chat/rooms/" + room + "/members/" + gana.handle()), role(kata, room, kata, "owner"))) {
			assertThat(refused.status()).isEqualTo(403);
			assertThat(refused.code()).isEqualTo("not-yours");
		}
		try (var his = ChatSocket.of(kata)) {
			var changed = gana.client().patch("/chat/rooms/" + room, Map.of("name", "새 이름", "slowSeconds", 5));
			assertThat(changed.text("/name")).isEqualTo("새 이름");
			assertThat(his.next("room").at("/room").asLong()).isEqualTo(room);
		}
		for (var wrong : List.of(Map.of("name", " "), Map.of("name", "가".repeat(61)), Map.of("slowSeconds", -1),
				Map.of("slowSeconds", 3601), Map.of("description", "가".repeat(1001)))) {
			assertThat(gana.client().patch("/chat/rooms/" + room, wrong).status()).as(wrong.toString()).isEqualTo(422);
		}
		assertThat(Talk.room(kata, room).at("/slowSeconds").asInt()).isEqualTo(5);
		assertThat(gana.client().delete("/chat/rooms/" + room + "/members/" + third.handle()).status()).isEqualTo(204);
		assertThat(Talk.members(kata, room)).containsExactly(gana.handle(), kata.handle());
		assertThat(gana.client().delete("/chat/rooms/" + room + "/members/" + third.handle()).status()).isEqualTo(404);
	}

	@Test
	void aRoomHasAnOwner() {
		var third = community.aMember();
		var room = Talk.group(gana, kata, third);
		assertThat(role(gana, room, gana, "member").code()).isEqualTo("room-owner");
		assertThat(role(gana, room, kata, "king").status()).isEqualTo(422);
		assertThat(role(gana, room, community.aMember(), "owner").status()).isEqualTo(404);
		assertThat(role(gana, room, kata, "owner").status()).isEqualTo(204);
		assertThat(gana.client().delete("/chat/rooms/" + room + "/members/" + kata.handle()).code()).isEqualTo("room-owner");
		assertThat(role(kata, room, gana, "member").status()).isEqualTo(204);
		assertThat(leave(kata, room).status()).isEqualTo(204);
		assertThat(Talk.room(gana, room).at("/owner").asBoolean()).as("the one who is there for longest").isTrue();
		assertThat(leave(gana, room).status()).isEqualTo(204);
		assertThat(Talk.room(third, room).at("/owner").asBoolean()).isTrue();
		var asked = community.aMember();
		Talk.invite(third, room, asked);
		assertThat(leave(third, room).status()).isEqualTo(204);
		assertThat(asked.client().put("/chat/rooms/" + room + "/request", Map.of("accept", true)).status()).isEqualTo(204);
		assertThat(Talk.room(asked, room).at("/owner").asBoolean()).as("who comes into a room without one").isTrue();
	}

	@Test
	void anOpenRoomIsFoundAndEnteredAndReadWhole() {
		var name = Community.unique("책 100% ");
		var room = gana.client().post("/chat/rooms", Map.of("kind", "open", "name", name)).id();
		Talk.say(gana, room, "처음부터");
		assertThat(found(kata, name.substring(2, 10))).contains(room);
		assertThat(found(kata, "100_ ")).as("no pattern").doesNotContain(room);
		assertThat(Talk.rooms(kata)).isEmpty();
		assertThat(Talk.read(kata, room)).as("before one enters").containsExactly("처음부터");
		assertThat(Talk.say(kata, room, "밖에서").status()).isEqualTo(404);
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			assertThat(enter(kata, room).status()).isEqualTo(204);
			assertThat(enter(kata, room).status()).as("again").isEqualTo(204);
			assertThat(hers.next("member").at("/handle").asString()).isEqualTo(kata.handle());
			assertThat(his.next("member").at("/joined").asBoolean()).isTrue();
			assertThat(Talk.say(kata, room, "안에서").status()).isEqualTo(201);
			assertThat(his.next("message").at("/seq").asLong()).isEqualTo(2);
		}
		assertThat(Talk.room(kata, room).at("/memberCount").asInt()).isEqualTo(2);
		assertThat(Talk.read(kata, room)).containsExactly("처음부터", "안에서");
		assertThat(community.anybody().get("/chat/rooms/" + room).status()).isEqualTo(401);
		var group = Talk.make(gana, "group");
		assertThat(enter(kata, group).status()).isEqualTo(404);
		assertThat(found(kata, "방")).doesNotContain(group);
	}

	@Test
	void whoIsAskedIntoAnOpenRoomEntersIt() {
		var room = Talk.make(gana, "open");
		Talk.invite(gana, room, kata);
		assertThat(Talk.room(kata, room).at("/asked").asBoolean()).isTrue();
		assertThat(enter(kata, room).status()).isEqualTo(204);
		assertThat(Talk.room(kata, room).at("/joined").asBoolean()).isTrue();
		assertThat(Talk.say(kata, room, "왔어요").status()).isEqualTo(201);
	}

	private static List<Long> found(Person by, String words) {
		return Talk.ids(by.client().get("/chat/rooms?kind=open&q=" + Browser.encode(words)));
	}

	@Test
	void inSlowModeOneWaits() {
		var room = Talk.group(gana, kata);
		gana.client().patch("/chat/rooms/" + room, Map.of("slowSeconds", 3600));
		assertThat(Talk.say(kata, room, "하나", Map.of("clientId", "slow")).status()).isEqualTo(201);
		var second = Talk.say(kata, room, "둘");
		assertThat(second.status()).isEqualTo(429);
		assertThat(second.code()).isEqualTo("room-slow");
		assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 3600);
		assertThat(Talk.say(kata, room, "하나", Map.of("clientId", "slow")).json().at("/seq").asLong())
				.as("the same again is no second one").isEqualTo(1);
		assertThat(Talk.say(gana, room, "다른 사람").status()).isEqualTo(201);
		try (var his = ChatSocket.of(kata)) {
			his.send(room, "셋", "slow3");
			var error = his.next("error");
			assertThat(error.at("/code").asString()).isEqualTo("room-slow");
			assertThat(error.at("/retryAfter").asInt()).isPositive();
		}
		assertThat(Talk.read(kata, room)).containsExactly("하나", "다른 사람");
	}

	@Test
	void positionsOnlyGoForward() {
		var room = Talk.group(gana, kata);
		for (int i = 0; i < 3; i++) {
			Talk.say(gana, room, "말");
		}
		assertThat(Talk.listed(kata, room).at("/unread").asInt()).isEqualTo(3);
		assertThat(Talk.listed(gana, room).at("/unread").asInt()).as("one's own").isZero();
		for (long[] step : new long[][]{ { 2, 2 }, { 1, 2 }, { 0, 2 }, { -7, 2 }, { 99, 3 }, { 2, 3 } }) {
			assertThat(kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", step[0])).status()).isEqualTo(204);
			assertThat(Talk.room(kata, room).at("/readSeq").asLong()).as("after " + step[0]).isEqualTo(step[1]);
		}
		assertThat(kata.client().put("/chat/rooms/" + room + "/read", "{}").status()).isEqualTo(422);
		assertThat(gana.client().get("/chat/rooms/" + room + "/messages").json().at("/items/2/unreadBy").asInt()).isZero();
		Talk.say(kata, room, "답");
		assertThat(gana.client().get("/chat/rooms/" + room + "/messages").json().at("/items/3/unreadBy").asInt()).isOne();
		assertThat(Talk.listed(kata, room).at("/unread").asInt()).isZero();
	}

	@Test
	void whatIsMutedIsNotCounted() {
		var loud = Talk.group(gana, kata);
		var quiet = Talk.group(gana, kata);
		Talk.say(gana, loud, "하나");
		Talk.say(gana, loud, "둘");
		Talk.say(gana, quiet, "셋");
		assertThat(unread()).isEqualTo("2 3");
		try (var hers = ChatSocket.of(gana)) {
			assertThat(kata.client().put("/chat/rooms/" + quiet + "/mute", Map.of("on", true)).status()).isEqualTo(204);
			Talk.say(kata, quiet, "쉿");
			assertThat(hers.next().at("/type").asString()).as("nobody is told who mutes").isEqualTo("message");
		}
		Talk.say(gana, quiet, "넷");
		assertThat(unread()).isEqualTo("1 2");
		assertThat(Talk.listed(kata, quiet).at("/muted").asBoolean()).isTrue();
		assertThat(Talk.listed(kata, quiet).at("/unread").asInt()).isEqualTo(1);
		assertThat(Talk.listed(gana, quiet).at("/muted").asBoolean()).isFalse();
		kata.client().put("/chat/rooms/" + quiet + "/mute", Map.of("on", false));
		assertThat(unread()).isEqualTo("2 3");
	}

	private String unread() {
		var unread = kata.client().get("/chat/unread").json();
		return unread.at("/rooms").asInt() + " " + unread.at("/messages").asInt();
	}

	@Test
	void theListBeginsWithTheLatestAndGoesOn() {
		var first = Talk.group(gana, kata);
		var second = Talk.group(gana, kata);
		var third = Talk.group(gana, kata);
		Talk.say(gana, first, "이제 여기");
		assertThat(Talk.rooms(kata)).containsExactly(first, third, second);
		var part = kata.client().get("/chat/rooms?limit=2");
		assertThat(Talk.ids(part)).containsExactly(first, third);
		var rest = kata.client().get("/chat/rooms?limit=2&cursor=" + part.text("/nextCursor"));
		assertThat(Talk.ids(rest)).containsExactly(second);
		assertThat(rest.json().at("/nextCursor").isNull()).isTrue();
		assertThat(kata.client().get("/chat/rooms?kind=group").status()).isEqualTo(422);
		assertThat(kata.client().get("/chat/rooms?cursor=x").status()).isEqualTo(400);
	}
}
