package dev.madang.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Locale;

import jakarta.websocket.Session;

import dev.madang.chat.RoomEvent;
import org.junit.jupiter.api.Test;

/** Who reads what a room is known to have come to. */
class LiveRoomTest {

	private final LiveRoom room = new LiveRoom(1);

	private void begin() {
		var session = (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[]{ Session.class },
				(proxy, method, arguments) -> null);
		room.settle(new Connection(session, Identity.NOBODY, Locale.ENGLISH, new Backlog()), 0);
	}

	private void deliver(long seq) {
		room.deliver(new RoomEvent(RoomEvent.Kind.MESSAGE, 1, 2, seq, "{}"));
	}

	@Test
	void oneReadsAndReadsOnWhileMoreIsSaid() {
		begin();
		assertThat(room.beginReading(1)).isTrue();
		assertThat(room.beginReading(2)).as("somebody reads").isFalse();
		deliver(1);
		assertThat(room.readsAgain()).as("of the second, too").isTrue();
		assertThat(room.beginReading(3)).isFalse();
		deliver(2);
		deliver(3);
		assertThat(room.readsAgain()).as("all was there").isFalse();
		assertThat(room.beginReading(3)).as("nothing is missing").isFalse();
		assertThat(room.beginReading(4)).isTrue();
	}

	@Test
	void whatCannotBeReadIsTriedOnceForEachWord() {
		begin();
		assertThat(room.beginReading(1)).isTrue();
		assertThat(room.beginReading(2)).isFalse();
		assertThat(room.readsAgain()).isTrue();
		assertThat(room.readsAgain()).isFalse();
		assertThat(room.beginReading(2)).isTrue();
	}

	@Test
	void aRoomOfWhichNobodyKnowsHowFarItIsIsNotRead() {
		assertThat(room.beginReading(1)).isFalse();
	}
}
