package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who opens a socket, and from where. */
@SecondMadangTest
class HandshakeTest {

	@Autowired
	Community community;

	private Person gana;

	private long room;

	@BeforeEach
	void aRoom() {
		gana = community.aMember();
		room = Talk.make(gana, "group");
	}

	@Test
	void nobodyIsNotWelcomed() {
		for (var headers : List.of(Map.<String, String>of(), Map.of("Cookie", "madang=of-nobody"))) {
			try (var hers = ChatSocket.open(gana, headers)) {
				hers.say(Map.of("type", "hello"));
				assertThat(FramesTest.code(hers.next())).isEqualTo("sign-in-needed");
				assertThat(hers.closed()).isEqualTo(4001);
			}
		}
	}

	private ChatSocket open(Map<String, String> headers) {
		var socket = ChatSocket.open(gana, headers);
		socket.say(Map.of("type", "hello"));
		return socket;
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://[", "http://", "x", "file://", "https://localhost:8080",
			"http://localhost", "http://localhost:8080.evil.example", "http://localhost:8080@evil.example" })
	void pagesOfOtherSitesDoNotGetInWithACookie(String origin) {
		try (var hers = ChatSocket.open(gana, Map.of("Origin", origin, "Cookie", "madang=" + community.aSession(gana)))) {
			assertThat(hers.closed()).isEqualTo(4003);
		}
	}

	@Test
	void theyGetInWithAToken() {
		try (var hers = ChatSocket.open(gana, Map.of("Origin", "https://other.example"))) {
			hers.say(Map.of("type", "hello", "token", gana.client().token()));
			assertThat(hers.next("welcome").at("/member").asString()).isEqualTo(gana.handle());
		}
	}

	@Test
	void pagesOfThisSiteGetInWithTheirCookie() {
		for (var origin : List.of("http://localhost:8080", "http://localhost:" + gana.client().port())) {
			var headers = new HashMap<>(Map.of("Origin", origin, "Cookie", "madang=" + community.aSession(gana)));
			try (var hers = open(headers)) {
				assertThat(hers.next("welcome").at("/member").asString()).isEqualTo(gana.handle());
				hers.send(room, "쿠키로", Community.unique("k"));
				assertThat(hers.next("ack").at("/room").asLong()).isEqualTo(room);
			}
		}
	}

	@Test
	void whoDoesNotUpgradeIsTold() {
		var answer = gana.client().get("/socket");
		assertThat(answer.status()).isEqualTo(426);
		assertThat(answer.code()).isEqualTo("socket-only");
		assertThat(answer.header("Upgrade")).isEqualTo("websocket");
		assertThat(gana.client().post("/socket", "{}").status()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n",
			"Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" })
	void aHandshakeThatIsNoneIsRefused(String headers) throws IOException {
		try (var line = new Socket("localhost", gana.client().port())) {
			line.setSoTimeout(10_000);
			line.getOutputStream().write(("GET /api/v1/socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
					+ "Connection: Upgrade, close\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
			var answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).matches("(?s)HTTP/1.1 (400|426) .*").contains("application/problem+json")
					.doesNotContain("Exception", "<html");
		}
	}
}
