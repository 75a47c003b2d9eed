package dev.madang.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits on all sockets has an end. */
class BacklogTest {

	private static final String FRAME = "가".repeat(10_000);

	/** A line at whose other end nobody reads until it is let go. */
	private static final class Line {

		private final CountDownLatch writing = new CountDownLatch(1);

		private final CountDownLatch reads = new CountDownLatch(1);

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final RemoteEndpoint.Basic remote = proxy(RemoteEndpoint.Basic.class, (name, arguments) -> {
			writing.countDown();
			reads.await();
			return null;
		});

		private final Session session = proxy(Session.class, (name, arguments) -> {
			if (name.equals("close")) {
				closed.complete(((CloseReason) arguments[0]).getCloseCode().getCode());
			}
			return remote;
		});

		private interface Answer {

			@Nullable
			Object of(String method, Object[] arguments) throws InterruptedException;
		}

		private static <T> T proxy(Class<T> type, Answer answer) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{ type },
					(proxy, method, arguments) -> answer.of(method.getName(), arguments)));
		}
	}

	private final Backlog backlog = new Backlog(150_000);

	/** A socket whose first frame is being written. */
	private Connection on(Line line) throws InterruptedException {
		var connection = new Connection(line.session, Identity.NOBODY, Locale.ENGLISH, backlog);
		connection.send(FRAME);
		line.writing.await();
		return connection;
	}

	private static void say(Connection connection, int frames) {
		for (int i = 0; i < frames; i++) {
			connection.send(FRAME);
		}
	}

	@Test
	void oneMayHaveMuchWaitingWhereOthersHaveLittle() throws InterruptedException {
		var line = new Line();
		say(on(line), 14);
		line.reads.countDown();
		assertThat(line.closed).isNotDone();
	}

	@Test
	void whereMuchWaitsNobodyMayHaveMoreThanALittle() throws InterruptedException {
		var one = new Line();
		var other = new Line();
		var third = new Line();
		var first = on(one);
		say(first, 9);
		say(on(other), 7);
		assertThat(backlog.isMuch()).isTrue();
		say(on(third), 3);
		first.send(FRAME);
		for (var line : new Line[]{ one, other, third }) {
			line.reads.countDown();
		}
		assertThat(one.closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(4008);
		assertThat(third.closed).isNotDone();
		await().untilAsserted(() -> assertThat(backlog.isMuch()).isFalse());
	}

	@Test
	void whoIsWaitedForIsWaitedForNoLongerThen() throws InterruptedException {
		var line = new Line();
		var waited = on(line);
		say(waited, 11);
		say(on(new Line()), 5);
		assertThat(backlog.isMuch()).isTrue();
		waited.awaitRoom();
		line.reads.countDown();
		assertThat(line.closed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(4008);
	}
}
