package dev.madang.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.madang.testing.Community;
import dev.madang.testing.Community.Person;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Clients that are cut again and again while others write: in the end each has heard every message of every room once, in order, and
 * every message that was acknowledged is among them.
 */
@MadangTest
class HistoryTest {

	private static final int ROOMS = 3;

	private static final int LISTENERS = 8;

	private static final int WRITERS = 4;

	private static final int MESSAGES = 40;

	@Autowired
	Community community;

	/** What one client has heard of each room, over all its sockets. */
	private static final class Listener implements Callable<Map<Long, List<Long>>> {

		private final Person person;

		private final Random random;

		private final CountDownLatch written;

		private final Map<Long, List<Long>> heard = new HashMap<>();

		private String epoch = "";

		Listener(Person person, int number, CountDownLatch written) {
			this.person = person;
			this.random = new Random(number);
			this.written = written;
		}

		@Override
		public Map<Long, List<Long>> call() {
			while (true) {
				var isLast = written.getCount() == 0;
				if (listen(isLast ? Integer.MAX_VALUE : 1 + random.nextInt(40)) && isLast) {
					return heard;
				}
			}
		}

		/** Hears at most so many messages before it is cut; returns whether it has heard all that there was when it came. */
		private boolean listen(int most) {
			var known = new HashMap<String, Object>();
			heard.forEach((room, seqs) -> known.put(String.valueOf(room), Map.of("epoch", epoch, "seq", last(seqs))));
			try (var socket = ChatSocket.of(person, known)) {
				var heads = new HashMap<Long, Long>();
				socket.next("welcome").at("/rooms").properties().forEach(room -> {
					epoch = room.getValue().at("/epoch").asString();
					heads.put(Long.valueOf(room.getKey()), room.getValue().at("/seq").asLong());
				});
				heads.forEach((room, head) -> heard.computeIfAbsent(room, id -> new ArrayList<>(
						LongStream.rangeClosed(1, head).boxed().toList())));
				for (int i = 0; i < most && !isThere(heads); i++) {
					var message = socket.next("message");
					heard(message.at("/room").asLong()).add(message.at("/seq").asLong());
				}
				return isThere(heads);
			}
		}

		private List<Long> heard(long room) {
			return heard.computeIfAbsent(room, id -> new ArrayList<>());
		}

		private boolean isThere(Map<Long, Long> heads) {
			return heads.entrySet().stream().allMatch(room -> last(heard(room.getKey())) >= room.getValue());
		}

		private static long last(List<Long> seqs) {
			return seqs.isEmpty() ? 0 : seqs.getLast();
		}
	}

	@Test
	void nothingIsMissingOrDoubledOrOutOfOrder() throws Exception {
		var owner = community.aMember();
		var rooms = IntStream.range(0, ROOMS).mapToObj(number -> Talk.make(owner, "open")).toList();
		var people = IntStream.range(0, LISTENERS + WRITERS).mapToObj(number -> community.aMember()).toList();
		rooms.forEach(room -> people.forEach(person -> person.client().post("/chat/rooms/" + room + "/members", Map.of())));
		var written = new CountDownLatch(WRITERS);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var listeners = people.subList(0, LISTENERS).stream()
					.map(person -> threads.submit(new Listener(person, people.indexOf(person), written))).toList();
			var writers = people.subList(LISTENERS, people.size()).stream().map(writer -> threads.submit(() -> {
				for (int i = 0; i < MESSAGES; i++) {
					assertThat(Talk.say(writer, rooms.get(i % ROOMS), "말 " + i).status()).isEqualTo(201);
				}
				written.countDown();
				return true;
			})).toList();
			for (var writer : writers) {
				assertThat(writer.get()).isTrue();
			}
			for (var listener : listeners) {
				listener.get().forEach((room, seqs) -> assertThat(seqs)
						.isEqualTo(LongStream.rangeClosed(1, said(room)).boxed().toList()));
			}
		}
		assertThat(rooms.stream().mapToLong(room -> said(room)).sum()).isEqualTo((long) WRITERS * MESSAGES);
	}

	private long said(long room) {
		return community.jdbc().sql("select count(*) from message where room_id = :room").param("room", room).query(Long.class)
				.single();
	}
}
