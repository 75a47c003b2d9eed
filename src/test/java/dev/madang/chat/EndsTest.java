package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.madang.testing.Browser;
import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose time in a room, or in all of them, is over: they hear nothing more, and say nothing. */
@SecondMadangTest
class EndsTest {

	@Autowired
	Community community;

	private Person gana;

	private Person kata;

	private long room;

	private long other;

	@BeforeEach
	void twoRoomsOfTwo() {
		gana = community.aMember();
		kata = community.aMember();
		room = Talk.group(gana, kata);
		other = Talk.group(gana, kata);
	}

	@Test
	void aSignInThatEndsTakesItsSocketAlongAndNoOther() {
		var phone = community.signIn(kata.id(), kata.handle());
		try (var his = ChatSocket.of(kata); var onPhone = ChatSocket.of(phone)) {
			assertThat(phone.client().post("/auth/logout", "{}").status()).isEqualTo(204);
			assertThat(onPhone.closed()).isEqualTo(4001);
			Talk.say(gana, room, "아직 거기?");
			assertThat(his.next("message").at("/body").asString()).isEqualTo("아직 거기?");
		}
	}

	@Test
	void aSignInIsEndedFromAnother() {
		var phone = community.signIn(kata.id(), kata.handle());
		try (var onPhone = ChatSocket.of(phone);
				var onPage = ChatSocket.open(kata, Map.of("Cookie", "madang=" + community.aSession(kata)))) {
			onPage.say(Map.of("type", "hello"));
			onPage.next("welcome");
			StreamSupport.stream(kata.client().get("/users/me/sign-ins").json().at("/items").spliterator(), false)
					.filter(each -> !each.at("/current").asBoolean()).map(each -> each.at("/id").asLong())
					.forEach(id -> assertThat(kata.client().delete("/users/me/sign-ins/" + id).status()).isEqualTo(204));
			assertThat(onPhone.closed()).isEqualTo(4001);
			assertThat(onPage.closed()).isEqualTo(4001);
		}
	}

	@Test
	void aProgramsTokenEndsWhenItIsTakenAwayAndByItself() {
		var taken = token(Map.of("name", "봇"));
		var short_ = token(Map.of("name", "잠깐", "expiresAt", Instant.now().plusSeconds(2).toString()));
		try (var one = ChatSocket.of(taken); var two = ChatSocket.of(short_)) {
			var id = community.jdbc().sql("select id from access_token where member_id = :id and name = '봇'")
					.param("id", kata.id()).query(Long.class).single();
			assertThat(kata.client().delete("/users/me/access-tokens/" + id).status()).isEqualTo(204);
			assertThat(one.closed()).isEqualTo(4001);
			await().until(two::isClosed);
			assertThat(two.closed()).isEqualTo(4001);
		}
	}

	private Person token(Map<String, ?> form) {
		var token = kata.client().post("/users/me/access-tokens", form).text("/token");
		return new Person(kata.id(), kata.handle(), kata.client().with(token), "");
	}

	@Test
	void aSuspendedMemberIsShownOutAndReadsNothing() {
		try (var his = ChatSocket.of(kata); var again = ChatSocket.open(kata, Map.of())) {
			assertThat(community.aModerator().client()
					.put("/admin/users/" + kata.handle() + "/states/suspended", Map.of("detail", "도배")).status())
					.isLessThan(300);
			assertThat(his.closed()).isEqualTo(4001);
			again.say(Map.of("type", "hello", "token", kata.client().token()));
			assertThat(again.next().at("/type").asString()).isEqualTo("error");
			assertThat(again.closed()).isEqualTo(4001);
			for (var path : List.of("", "/" + room, "/" + room + "/messages", "/" + room + "/members")) {
				assertThat(kata.client().get("/chat/rooms" + path).status()).as(path).isEqualTo(401);
			}
			assertThat(Talk.say(kata, room, "그래도").status()).isEqualTo(401);
		}
	}

	@Test
	void aSuspendedMemberIsShownNoPage() {
		Talk.say(gana, room, "안에서 하는 말");
		var browser = new Browser(community).signedIn(kata);
		assertThat(browser.get("/chat/" + room).body()).contains("안에서 하는 말");
		community.aModerator().client().put("/admin/users/" + kata.handle() + "/states/suspended", Map.of("detail", "도배"));
		for (var path : List.of("/chat", "/chat/rooms", "/chat/" + room, "/chat/" + room + "/said",
				"/chat/share?about=post:1")) {
			var page = browser.get(path);
			assertThat(page.status()).as(path).isNotEqualTo(200);
			assertThat(page.body()).as(path).doesNotContain("안에서 하는 말");
		}
	}

	@Test
	void whoIsSilencedHearsAndSaysNothing() {
		try (var his = ChatSocket.of(kata)) {
			Talk.say(kata, room, "아직");
			var said = his.next("message").at("/id").asLong();
			community.aModerator().client().put("/admin/users/" + kata.handle() + "/states/silenced", Map.of("detail", "쉼"));
			assertThat(Talk.say(kata, room, "말").code()).isEqualTo("silenced");
			assertThat(kata.client().patch("/chat/messages/" + said, Map.of("body", "고침")).code()).isEqualTo("silenced");
			assertThat(kata.client().post("/chat/rooms", Map.of("kind", "group", "name", "방")).code()).isEqualTo("silenced");
			await().untilAsserted(() -> {
				his.send(room, "말", Community.unique("s"));
				assertThat(his.next("error").at("/code").asString()).isEqualTo("silenced");
			});
			Talk.say(gana, room, "들려요?");
			assertThat(his.next("message").at("/body").asString()).isEqualTo("들려요?");
			assertThat(kata.client().delete("/chat/messages/" + said).status()).as("what one takes away").isEqualTo(204);
		}
	}

	@Test
	void whoLeavesHearsNothingMore() {
		leaves(() -> assertThat(kata.client().delete("/chat/rooms/" + room + "/members/me").status()).isEqualTo(204));
	}

	@Test
	void whoIsRemovedHearsNothingMore() {
		leaves(() -> assertThat(gana.client().delete("/chat/rooms/" + room + "/members/" + kata.handle()).status())
				.isEqualTo(204));
	}

	private void leaves(Runnable how) {
		var own = Talk.say(kata, room, "내 말").id();
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata, Map.of())) {
			var epoch = his.next("welcome").at("/rooms/" + room + "/epoch").asString();
			how.run();
			Talk.say(gana, room, "가고 나서");
			Talk.say(gana, other, "다른 방에서");
			for (var frame = his.next();; frame = his.next()) {
				if (frame.at("/type").asString().equals("message")) {
					assertThat(frame.at("/body").asString()).isEqualTo("다른 방에서");
					break;
				}
				assertThat(frame.at("/type").asString()).isEqualTo("member");
				assertThat(frame.at("/left").asBoolean()).isTrue();
			}
			var left = hers.next("member");
			assertThat(left.at("/left").asBoolean()).isTrue();
			assertThat(left.at("/handle").asString()).isEqualTo(kata.handle());
			assertThat(left.at("/room").asLong()).isEqualTo(room);
			his.send(room, "그래도", Community.unique("x"));
			assertThat(his.next("error").at("/code").asString()).isEqualTo("not-found");
			try (var again = ChatSocket.of(kata, Map.of(String.valueOf(room), Map.of("epoch", epoch, "seq", 0)))) {
				assertThat(again.next().at("/rooms").propertyNames()).containsExactly(String.valueOf(other));
				Talk.say(gana, other, "여기만");
				assertThat(again.next("message").at("/body").asString()).isEqualTo("여기만");
			}
		}
		for (var path : List.of("", "/messages", "/members")) {
			assertThat(kata.client().get("/chat/rooms/" + room + path).status()).as(path).isEqualTo(404);
		}
		assertThat(Talk.say(kata, room, "그래도").status()).isEqualTo(404);
		assertThat(kata.client().put("/chat/rooms/" + room + "/read", Map.of("seq", 1)).status()).isEqualTo(404);
		assertThat(kata.client().put("/chat/rooms/" + room + "/mute", Map.of("on", true)).status()).isEqualTo(404);
		assertThat(kata.client().patch("/chat/messages/" + own, Map.of("body", "고침")).status()).isEqualTo(404);
		assertThat(Talk.rooms(kata)).containsExactly(other);
		assertThat(Talk.read(gana, room)).containsExactly("내 말", "가고 나서");
		assertThat(Talk.room(gana, room).at("/memberCount").asInt()).isEqualTo(1);
	}

	@Test
	void aBlockEndsTheDirectRoomForBoth() {
		var direct = Talk.friends(gana, kata);
		var said = Talk.say(kata, direct, "안녕").id();
		try (var his = ChatSocket.of(kata)) {
			assertThat(gana.client().put("/users/" + kata.handle() + "/block").status()).isEqualTo(204);
			for (var person : List.of(gana, kata)) {
				var answer = Talk.say(person, direct, "한마디만");
				assertThat(answer.status()).isEqualTo(403);
				assertThat(answer.code()).isEqualTo("takes-no-messages");
				var to = person.equals(gana) ? kata : gana;
				assertThat(Talk.direct(person, to).code()).isEqualTo("takes-no-messages");
				assertThat(Talk.invite(person, Talk.make(person, "group"), to).code()).isEqualTo("takes-no-messages");
			}
			assertThat(kata.client().patch("/chat/messages/" + said, Map.of("body", "다른 말")).code())
					.isEqualTo("takes-no-messages");
			community.awaitSignals();
			await().untilAsserted(() -> {
				his.send(direct, "그래도", Community.unique("b"));
				assertThat(his.next("error").at("/code").asString()).isEqualTo("takes-no-messages");
			});
			assertThat(Talk.read(gana, direct)).as("what was said by whom one blocks").doesNotContain("안녕", "그래도");
			theGroupGoesOnWithoutThem();
			gana.client().delete("/users/" + kata.handle() + "/block");
			assertThat(Talk.say(kata, direct, "다시").status()).isEqualTo(201);
			assertThat(Talk.read(gana, direct)).startsWith("안녕").endsWith("다시");
		}
	}

	private void theGroupGoesOnWithoutThem() {
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			theGroupGoesOnWithoutThem(hers, his);
		}
	}

	private void theGroupGoesOnWithoutThem(ChatSocket hers, ChatSocket his) {
		var rude = Talk.say(kata, room, "@" + gana.handle() + " 못된 말");
		assertThat(rude.status()).isEqualTo(201);
		var heard = hers.next("message");
		assertThat(heard.at("/hidden").asBoolean()).isTrue();
		assertThat(heard.toString()).contains("\"seq\":1").doesNotContain("못된");
		assertThat(gana.client().get("/chat/rooms/" + room + "/messages").body()).contains("\"hidden\":true")
				.doesNotContain("못된");
		assertThat(Talk.listed(gana, room).toString()).doesNotContain("못된").contains("\"mentioned\":false");
		kata.client().patch("/chat/messages/" + rude.id(), Map.of("body", "더 못된 말"));
		his.say(Map.of("type", "typing", "room", room));
		Talk.say(kata, room, "하나 더");
		assertThat(hers.next().at("/seq").asLong()).as("neither the edit nor that they type").isEqualTo(2);
		try (var again = ChatSocket.of(gana, Map.of(String.valueOf(room),
				Map.of("epoch", epoch(), "seq", 0)))) {
			assertThat(again.next("message").toString()).contains("\"hidden\":true").doesNotContain("못된");
		}
	}

	private String epoch() {
		try (var any = ChatSocket.of(gana, Map.of())) {
			return any.next("welcome").at("/rooms/" + room + "/epoch").asString();
		}
	}

	@Test
	void whatAWithdrawnMemberSaidStaysAndNobodyWritesToThem() {
		var direct = Talk.friends(kata, gana);
		var third = community.aMember();
		var his = Talk.group(kata, gana, third);
		Talk.say(kata, direct, "둘이서");
		Talk.say(kata, his, "여럿이");
		try (var hers = ChatSocket.of(gana); var socket = ChatSocket.of(kata)) {
			assertThat(kata.client()
					.send("DELETE", "/users/me", "{\"password\":\"" + Community.PASSWORD + "\"}", "application/json").status())
					.isEqualTo(204);
			assertThat(socket.closed()).isEqualTo(4001);
			assertThat(hers.next("room").at("/room").asLong()).isIn(direct, his, room, other);
		}
		for (long each : new long[]{ direct, his }) {
			var said = gana.client().get("/chat/rooms/" + each + "/messages");
			assertThat(said.text("/items/0/author/name")).isEqualTo("탈퇴한 회원");
			assertThat(said.body()).doesNotContain(kata.handle());
		}
		assertThat(Talk.say(gana, direct, "거기 있어?").status()).isEqualTo(403);
		assertThat(Talk.direct(gana, kata).status()).isEqualTo(404);
		assertThat(Talk.listed(gana, direct).at("/lastMessage/body").asString()).isEqualTo("둘이서");
		assertThat(Talk.members(gana, his)).containsExactly(gana.handle(), third.handle());
		assertThat(Talk.room(gana, his).at("/owner").asBoolean()).isTrue();
		assertThat(Talk.room(third, his).at("/owner").asBoolean()).isFalse();
		assertThat(Talk.room(gana, his).at("/memberCount").asInt()).isEqualTo(2);
		assertThat(Talk.say(third, his, "남은 우리").status()).isEqualTo(201);
	}
}
