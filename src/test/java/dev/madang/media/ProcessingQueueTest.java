package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

class ProcessingQueueTest {

	private final ProcessingQueue queue = new ProcessingQueue();

	private final List<Long> order = new CopyOnWriteArrayList<>();

	private final CountDownLatch begin = new CountDownLatch(1);

	/** Once it has begun, or waits. */
	private Thread draws(long member) {
		var thread = new Thread(() -> {
			try {
				queue.take(member, () -> {
					awaitBegin();
					return order.add(member);
				});
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
		thread.start();
		await().pollInterval(Duration.ofMillis(5))
				.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
		return thread;
	}

	private void awaitBegin() {
		try {
			begin.await();
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void whoSendsManyHoldsUpNobodyElse() throws InterruptedException {
		var threads = new ArrayList<Thread>();
		for (var member : new long[]{ 1, 1, 1, 2 }) {
			threads.add(draws(member));
		}
		begin.countDown();
		for (var thread : threads) {
			thread.join();
		}
		assertThat(order).containsExactly(1L, 2L, 1L, 1L);
	}
}
