package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class RequestThreadsTest {

	final RequestThreads threads = new RequestThreads(2);

	final CountDownLatch end = new CountDownLatch(1);

	final AtomicInteger begun = new AtomicInteger();

	final AtomicInteger ended = new AtomicInteger();

	private void untilTheEnd() {
		begun.incrementAndGet();
		try {
			end.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		ended.incrementAndGet();
	}

	@Test
	void soManyRunAtATimeAndAllInTheEnd() {
		for (int i = 0; i < 50; i++) {
			threads.execute(this::untilTheEnd);
		}
		await().untilAtomic(begun, is(2));
		end.countDown();
		await().untilAtomic(ended, is(50));
	}

	@Test
	void oneThatLastsKeepsNobodyWaiting() {
		for (int i = 0; i < 5; i++) {
			threads.execute(() -> {
				RequestThreads.lasts();
				untilTheEnd();
			});
		}
		await().untilAtomic(begun, is(5));
		end.countDown();
		await().untilAtomic(ended, is(5));
		assertThat(begun).hasValue(5);
	}

	@Test
	void oneThatFailsGivesItsShareBack() {
		for (int i = 0; i < 4; i++) {
			threads.execute(() -> {
				Thread.currentThread().setUncaughtExceptionHandler((_, _) -> ended.incrementAndGet());
				throw new IllegalStateException("fails");
			});
		}
		await().untilAtomic(ended, is(4));
	}
}
