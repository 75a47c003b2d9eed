package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What clients do wrong: each of it is answered with a code, or ends the socket with one. */
@SecondMadangTest
class FramesTest {

	private static final int LONGEST = 64 << 10;

	@Autowired
	Community community;

	private Person gana;

	private Person stranger;

	private long room;

	@BeforeEach
	void aRoom() {
		gana = community.aMember();
		stranger = community.aMember();
		room = Talk.make(gana, "group");
		Talk.say(gana, room, "첫말");
	}

	static String code(JsonNode frame) {
		assertThat(frame.at("/type").asString()).as(frame.toString()).isEqualTo("error");
		assertThat(frame.at("/detail").asString()).isNotBlank().doesNotContain("Exception", "dev.madang", "jackson");
		return frame.at("/code").asString();
	}

	/** It goes on after whatever was wrong. */
	private static void assertServes(ChatSocket socket) {
		socket.say(Map.of("type", "ping"));
		assertThat(socket.next().at("/type").asString()).isEqualTo("pong");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                                              | bad-frame
			nothing                                         | bad-frame
			{"type":"ping"                                  | bad-frame
			{"type":"ping"} {"type":"ping"}                 | bad-frame
			[]                                              | bad-frame
			[{"type":"ping"}]                               | bad-frame
			null                                            | bad-frame
			1                                               | bad-frame
			"ping"                                          | bad-frame
			{}                                              | bad-frame
			{"type":null}                                   | bad-frame
			{"type":{"a":1}}                                | bad-frame
			{"type":"dance"}                                | unknown-frame
			{"type":"welcome"}                              | unknown-frame
			{"type":"send"}                                 | bad-frame
			{"type":"send","room":"here"}                   | bad-frame
			{"type":"send","room":99999999999999999999}     | bad-frame
			{"type":"send","room":1,"mediaIds":"all"}       | bad-frame
			{"type":"read"}                                 | bad-frame
			{"type":"read","room":1}                        | bad-frame
			{"type":"read","room":1,"seq":"x"}              | bad-frame
			{"type":"typing"}                               | bad-frame
			""")
	void aFrameThatIsNoneIsAnswered(String text, String code) {
		try (var hers = ChatSocket.of(gana)) {
			hers.text(text);
			assertThat(code(hers.next("error"))).isEqualTo(code);
			assertServes(hers);
		}
	}

	@Test
	void depthIsAnsweredToo() {
		try (var hers = ChatSocket.of(gana)) {
			for (int levels : new int[]{ 200, 20_000 }) {
				hers.text("[".repeat(levels) + "]".repeat(levels));
				assertThat(code(hers.next("error"))).isEqualTo("bad-frame");
				hers.text("{\"type\":\"dance\",\"more\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
				assertThat(code(hers.next("error"))).isIn("bad-frame", "unknown-frame");
			}
			assertServes(hers);
		}
	}

	private static String padded(int length) {
		var begin = "{\"type\":\"ping\",\"more\":\"";
		return begin + "x".repeat(length - begin.length() - 2) + "\"}";
	}

	/** Hangul has three bytes a syllable. */
	@ParameterizedTest
	@ValueSource(strings = { "x", "마" })
	void framesAreMeasuredInBytes(String letter) {
		try (var hers = ChatSocket.of(gana)) {
			hers.text(letter.repeat(LONGEST / letter.getBytes(StandardCharsets.UTF_8).length + 1));
			assertThat(hers.closed()).isEqualTo(4013);
		}
	}

	@Test
	void theLongestFrameIsReadAndALongerOneEndsTheSocket() {
		try (var hers = ChatSocket.of(gana)) {
			hers.text(padded(LONGEST));
			assertThat(hers.next().at("/type").asString()).isEqualTo("pong");
			hers.text(padded(LONGEST + 1));
			assertThat(hers.closed()).isEqualTo(4013);
		}
	}

	@Test
	void piecesOfAFrameAreCountedTogether() {
		try (var hers = ChatSocket.of(gana)) {
			var half = "x".repeat(LONGEST / 2 + 1);
			hers.socket().sendText(half, false).join();
			hers.socket().sendText(half, false).join();
			assertThat(hers.closed()).isEqualTo(4013);
		}
	}

	@Test
	void aBinaryFrameEndsTheSocket() {
		try (var hers = ChatSocket.of(gana)) {
			hers.socket().sendBinary(ByteBuffer.wrap("{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8)), true).join();
			assertThat(hers.closed()).isEqualTo(1003);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "send", "read", "typing", "ping", "dance" })
	void nothingIsTakenBeforeHello(String type) {
		for (var headers : List.of(Map.<String, String>of(), Map.of("Cookie", "madang=" + community.aSession(gana)))) {
			try (var hers = ChatSocket.open(gana, headers)) {
				hers.say(Map.of("type", type, "room", room, "seq", 1, "body", "너무 일찍", "clientId", "early"));
				assertThat(code(hers.next("error"))).isEqualTo("hello-first");
				assertThat(hers.closed()).isEqualTo(4001);
			}
		}
		assertThat(Talk.read(gana, room)).containsExactly("첫말");
	}

	@Test
	void aSecondHelloChangesNothing() {
		try (var hers = ChatSocket.of(gana)) {
			for (var token : List.of(gana.client().token(), stranger.client().token(), "forged")) {
				hers.say(Map.of("type", "hello", "token", token));
				assertThat(code(hers.next("error"))).isEqualTo("hello-twice");
			}
			hers.send(room, "아직 나", "still");
			assertThat(hers.next("message").at("/author/handle").asString()).isEqualTo(gana.handle());
		}
	}

	@Test
	void aTokenThatIsNoneEndsTheSocket() {
		var token = gana.client().token();
		var ended = community.signIn(gana.id(), gana.handle()).client();
		assertThat(ended.post("/auth/logout", "{}").status()).isEqualTo(204);
		for (var forged : List.of("", "x", "a.b.c", token.substring(0, token.length() - 4) + "AAAA",
				token.replaceFirst("\\..*", ".e30."), "mdg_" + "x".repeat(40), ended.token())) {
			try (var hers = ChatSocket.open(gana, Map.of())) {
				hers.say(Map.of("type", "hello", "token", forged));
				assertThat(code(hers.next("error"))).as(forged).isIn("bad-token", "token-expired");
				assertThat(hers.closed()).isEqualTo(4001);
			}
		}
	}

	@Test
	void aProgramThatMayOnlyReadHearsAndDoesNothing() {
		var token = gana.client().post("/users/me/access-tokens", Map.of("name", "낭독", "scopes", List.of("read")))
				.text("/token");
		var program = new Person(gana.id(), gana.handle(), gana.client().with(token), "");
		try (var hers = ChatSocket.of(program)) {
			for (var type : List.of("send", "read", "typing")) {
				hers.say(Map.of("type", type, "room", room, "seq", 1, "body", "몰래", "clientId", "p"));
				assertThat(code(hers.next("error"))).as(type).isEqualTo("scope-missing");
			}
			Talk.say(gana, room, "들려요?");
			assertThat(hers.next("message").at("/body").asString()).isEqualTo("들려요?");
		}
		assertThat(Talk.read(gana, room)).containsExactly("첫말", "들려요?");
	}

	@Test
	void otherPeoplesRoomsAreNotThere() {
		var own = Talk.make(stranger, "group");
		var known = Map.of("epoch", "x", "seq", 0);
		try (var his = ChatSocket.of(stranger, Map.of(String.valueOf(room), known, "x", known, "-1", known))) {
			var welcome = his.next();
			assertThat(welcome.at("/type").asString()).isEqualTo("welcome");
			assertThat(welcome.at("/rooms").propertyNames()).containsExactly(String.valueOf(own));
			for (long nowhere : new long[]{ room, 9_000_000_000L, 0, -1 }) {
				for (var type : List.of("send", "read", "typing")) {
					his.say(Map.of("type", type, "room", nowhere, "seq", 1, "body", "몰래", "clientId", "s1"));
					assertThat(code(his.next("error"))).as(type + " " + nowhere).isEqualTo("not-found");
				}
			}
			Talk.say(gana, room, "우리끼리");
			Talk.say(stranger, own, "나 혼자");
			assertThat(his.next("message").at("/body").asString()).isEqualTo("나 혼자");
		}
		assertThat(Talk.read(gana, room)).containsExactly("첫말", "우리끼리");
	}

	@Test
	void whatIsNotThereYetIsNotRead() {
		try (var hers = ChatSocket.of(gana, Map.of())) {
			var epoch = hers.next("welcome").at("/rooms/" + room + "/epoch").asString();
			Talk.bring(gana, room, stranger);
			Talk.say(stranger, room, "둘째 말");
			hers.next("message");
			for (long seq : new long[]{ -5, 0, 99 }) {
				hers.say(Map.of("type", "read", "room", room, "seq", seq));
			}
			assertThat(hers.next("read").at("/seq").asLong()).isEqualTo(2);
			assertThat(Talk.room(gana, room).at("/readSeq").asLong()).isEqualTo(2);
			for (var known : List.of(Map.of("epoch", epoch, "seq", 99), Map.of("epoch", "another", "seq", 2),
					Map.of("epoch", "another", "seq", 0), Map.of("seq", 2))) {
				try (var again = ChatSocket.of(gana, Map.of(String.valueOf(room), known))) {
					var reset = again.next("reset");
					assertThat(reset.at("/room").asLong()).as(known.toString()).isEqualTo(room);
					assertThat(reset.at("/seq").asLong()).isEqualTo(2);
					assertThat(reset.at("/epoch").asString()).isEqualTo(epoch);
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                         | blank
			{"body":"   "}                             | blank
			{"body":"a\\u0000b"}                       | bad-frame
			{"body":"a\\ud800b"}                       | bad-frame
			{"body":"말","clientId":null}              | missing
			{"body":"말","clientId":""}                | blank
			{"body":"말","clientId":"a\\nb"}           | unstorable-character
			{"body":"말","mediaIds":[null]}            | unknown-picture
			{"body":"말","mediaIds":[9000000000]}      | unknown-picture
			{"body":"말","about":"post:9000000000"}    | unknown-card
			{"body":"말","about":"member:1"}           | unknown-card
			{"body":"말","about":"%"}                  | unknown-card
			{"body":"말","replyTo":99}                 | unknown-message
			{"body":"말","replyTo":-1}                 | unknown-message
			""")
	void whatCannotBeSaidIsAnsweredWithItsName(String fields, String code) {
		try (var hers = ChatSocket.of(gana)) {
			var wrong = "{\"type\":\"send\",\"room\":" + room + (fields.contains("clientId") ? "," : ",\"clientId\":\"w1\",")
					+ fields.substring(1);
			hers.text(wrong.replace(",}", "}"));
			var answer = hers.next("error");
			assertThat(code(answer)).isEqualTo(code);
			if (!fields.contains("clientId") && !"bad-frame".equals(code)) {
				assertThat(answer.at("/clientId").asString()).isEqualTo("w1");
			}
			assertServes(hers);
		}
		assertThat(Talk.read(gana, room)).containsExactly("첫말");
	}

	@Test
	void aMessageHasAnEnd() {
		try (var hers = ChatSocket.of(gana)) {
			hers.send(room, "가".repeat(4000), "whole");
			assertThat(hers.next("ack").at("/clientId").asString()).isEqualTo("whole");
			hers.send(room, "가".repeat(4001), "more");
			assertThat(code(hers.next("error"))).isEqualTo("too-long");
			hers.send(room, "말", "c".repeat(65));
			assertThat(code(hers.next("error"))).isEqualTo("too-long");
		}
	}

	@Test
	void theOldestOfTooManyWindowsIsClosed() {
		var sockets = Stream.generate(() -> ChatSocket.of(gana)).limit(11).toList();
		assertThat(sockets.getFirst().closed()).isEqualTo(4009);
		assertServes(sockets.get(1));
		assertServes(sockets.getLast());
		sockets.forEach(ChatSocket::close);
	}
}
