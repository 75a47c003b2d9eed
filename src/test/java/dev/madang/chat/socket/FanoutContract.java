package dev.madang.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.madang.chat.Fanout;
import dev.madang.chat.RoomEvent;
import dev.madang.chat.RoomEvent.Kind;
import dev.madang.testing.Community;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What each way between nodes promises, on two of them. */
public abstract class FanoutContract {

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	private TestNode here;

	private TestNode there;

	private Fanout fanout;

	private Sayings sayings;

	private long room;

	/** The way from a node to the others; ready when it returns. */
	protected abstract Fanout connect(TestNode node);

	@BeforeEach
	void twoNodes() {
		here = new TestNode(context);
		there = new TestNode(context);
		sayings = new Sayings(community);
		room = sayings.room();
		here.sit(room);
		there.sit(room);
		connect(there);
		fanout = connect(here);
		// from now on the other listens
		await().untilAsserted(() -> {
			sayings.say(fanout, room);
			assertThat(there.seqs(room)).isNotEmpty();
		});
	}

	@AfterEach
	void stop() {
		here.close();
		there.close();
	}

	private void hearsAll(TestNode node, long where, long last) {
		await().untilAsserted(() -> assertThat(node.seqs(where)).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList()));
	}

	@Test
	void whatIsSaidHereIsHeardHereAtOnceAndOnceThere() {
		var said = sayings.say(fanout, room);
		assertThat(here.last(room)).isEqualTo(said.seq());
		hearsAll(there, room, said.seq());
		hearsAll(here, room, said.seq());
	}

	@Test
	void whatManySayInManyRoomsIsHeardInOrder() {
		var rooms = Stream.generate(sayings::room).limit(12).toList();
		rooms.forEach(there::sit);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			rooms.forEach(each -> threads.execute(() -> {
				for (int i = 0; i < 25; i++) {
					sayings.say(fanout, each);
				}
			}));
		}
		rooms.forEach(each -> hearsAll(there, each, 25));
	}

	@Test
	void whatWasLostIsReadWhenTheNextOneComes() {
		sayings.store(room);
		sayings.store(room);
		hearsAll(there, room, sayings.say(fanout, room).seq());
	}

	@Test
	void whatWasLostIsFoundWhenAnythingMayHaveHappened() {
		var lost = sayings.store(room);
		there.events().anythingHappened();
		hearsAll(there, room, lost.seq());
	}

	@Test
	void whatElseHappensTravelsToo() {
		var said = sayings.say(fanout, room);
		hearsAll(there, room, said.seq());
		for (var kind : List.of(Kind.TYPING, Kind.READ, Kind.CHANGED, Kind.ROOM, Kind.LEFT)) {
			fanout.publish(new RoomEvent(kind, room, sayings.author(), said.seq()));
		}
		for (var type : List.of("typing", "read", "edited", "room", "member")) {
			await().untilAsserted(() -> assertThat(there.frames(room, type)).as(type).hasSize(1));
		}
	}
}
