package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What reaches those who are there: every message, in order, once. */
@SecondMadangTest
class SocketTest {

	@Autowired
	Community community;

	@Autowired
	TransactionTemplate transaction;

	private Person gana;

	private Person kata;

	private long room;

	@BeforeEach
	void twoInOneRoom() {
		gana = community.aMember();
		kata = community.aMember();
		room = gana.client().post("/chat/rooms",
				Map.of("kind", "group", "name", "토요일 읽기 모임", "members", List.of())).id();
		kata.client().put("/users/" + gana.handle() + "/follow");
		assertThat(gana.client().post("/chat/rooms/" + room + "/members", Map.of("handles", List.of(kata.handle()))).status())
				.isEqualTo(204);
	}

	@Test
	void whatOneSaysTheOtherHears() {
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			hers.send(room, "안녕하세요 **여러분**", "a1");
			assertThat(hers.next("ack").at("/seq").asLong()).isEqualTo(1);
			var message = his.next("message");
			assertThat(message.at("/seq").asLong()).isEqualTo(1);
			assertThat(message.at("/bodyHtml").asString()).isEqualTo("<p>안녕하세요 <strong>여러분</strong></p>\n");
			assertThat(message.at("/author/handle").asString()).isEqualTo(gana.handle());
			assertThat(message.at("/unreadBy").asInt()).isEqualTo(1);
		}
	}

	@Test
	void theSameAgainIsTheSameMessage() {
		try (var hers = ChatSocket.of(gana)) {
			hers.send(room, "한 번", "b1");
			hers.send(room, "한 번", "b1");
			assertThat(List.of(hers.next("ack").at("/seq").asLong(), hers.next("ack").at("/seq").asLong()))
					.containsExactly(1L, 1L);
			assertThat(said()).isEqualTo(1);
		}
	}

	@Test
	void whoComesBackGetsWhatTheyMissedAndThenWhatComes() {
		String epoch;
		try (var his = ChatSocket.of(kata, Map.of())) {
			epoch = his.next("welcome").at("/rooms/" + room + "/epoch").asString();
			say(3);
			assertThat(his.seqs(3)).containsExactly(1L, 2L, 3L);
			his.cut();
		}
		say(40);
		try (var his = ChatSocket.of(kata, Map.of(String.valueOf(room), Map.of("epoch", epoch, "seq", 3)))) {
			var welcome = his.next("welcome");
			assertThat(welcome.at("/rooms/" + room + "/seq").asLong()).isEqualTo(43);
			say(1);
			assertThat(his.seqs(41)).isEqualTo(LongStream.rangeClosed(4, 44).boxed().toList());
		}
	}

	@Test
	void anotherEpochIsAnsweredByAReset() {
		say(2);
		try (var his = ChatSocket.of(kata, Map.of(String.valueOf(room), Map.of("epoch", "another", "seq", 1)))) {
			assertThat(his.next("reset").at("/seq").asLong()).isEqualTo(2);
		}
	}

	@Test
	void manyWhoWriteAtOnceAreHeardInOneOrder() throws InterruptedException {
		try (var hers = ChatSocket.of(gana); var his = ChatSocket.of(kata)) {
			var threads = LongStream.range(0, 8).mapToObj(writer -> Thread.startVirtualThread(() -> {
				for (int i = 0; i < 20; i++) {
					assertThat(gana.client().post("/chat/rooms/" + room + "/messages",
							Map.of("body", "w" + writer + " " + i, "clientId", writer + "-" + i)).status()).isEqualTo(201);
				}
			})).toList();
			for (var thread : threads) {
				thread.join();
			}
			var all = LongStream.rangeClosed(1, said()).boxed().toList();
			assertThat(all).hasSizeGreaterThan(100);
			assertThat(his.seqs(all.size())).isEqualTo(all);
			assertThat(hers.seqs(all.size())).isEqualTo(all);
		}
	}

	@Test
	void aRoomWhoseRowIsLockedKeepsNoOtherRoomWaiting() {
		var other = Talk.make(gana, "group");
		var writers = Stream.generate(() -> ChatSocket.of(gana)).limit(8).toList();
		transaction.executeWithoutResult(status -> {
			community.jdbc().sql("select id from room where id = :room for update").param("room", room).query().listOfRows();
			for (int i = 0; i < writers.size(); i++) {
				writers.get(i).send(room, "기다리는 말", "wait-" + i);
			}
			try (var hers = ChatSocket.of(gana)) {
				hers.send(other, "기다리지 않는 말", "free");
				assertThat(hers.next("ack").at("/room").asLong()).isEqualTo(other);
			}
		});
		writers.forEach(writer -> assertThat(writer.next("ack").at("/room").asLong()).isEqualTo(room));
		writers.forEach(ChatSocket::close);
	}

	private void say(int count) {
		for (int i = 0; i < count; i++) {
			assertThat(gana.client().post("/chat/rooms/" + room + "/messages",
					Map.of("body", "말 " + i, "clientId", Community.unique("c"))).status()).isEqualTo(201);
		}
	}

	private int said() {
		return community.jdbc().sql("select count(*) from message where room_id = :room").param("room", room)
				.query(Integer.class).single();
	}
}
