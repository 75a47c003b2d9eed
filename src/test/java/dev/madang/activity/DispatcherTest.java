package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.LongStream;

import dev.madang.testing.Aside;
import dev.madang.testing.Community;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Aside
class DispatcherTest {

	@AutoClose
	private final TestLog log = new TestLog(Community.unique("dispatcher"));

	private final Recorder sound = new Recorder("sound");

	private final Recorder failing = new Recorder("failing");

	private final Dispatcher dispatcher = log.dispatcher(sound, failing);

	@BeforeEach
	void start() {
		dispatcher.start();
	}

	@AfterEach
	void stop() {
		dispatcher.stop();
	}

	/** Without its signal it would look after five seconds. */
	@Test
	void aCommitIsEnoughToBeTold() {
		for (int i = 1; i <= 3; i++) {
			log.happen(i);
			var happened = (long) i;
			await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(4))
					.until(() -> sound.subjects().contains(happened));
		}
	}

	@Test
	void oneThatFailsHasItsPausesHoweverMuchHappensAndComesBackIntoStep() {
		failing.failOn(1);
		failing.failWith(id -> new UncheckedIOException(new IOException("away")));
		for (int i = 1; i <= 60; i++) {
			log.happen(i);
		}
		await().until(() -> sound.subjects().size() == 60);
		await().until(() -> failing.failures() > 0);
		assertThat(failing.failures()).as("not once an entry").isLessThanOrEqualTo(10);
		failing.failOn(0);
		await().atMost(Duration.ofMinutes(1)).until(() -> failing.subjects().size() == 60);
		log.happen(61);
		await().until(() -> failing.subjects().contains(61L));
		assertThat(failing.subjects()).containsExactlyElementsOf(LongStream.rangeClosed(1, 61).boxed().toList());
	}

	@Test
	void manyThatWriteAtOnceLoseNothing() throws Exception {
		var threads = LongStream.range(0, 4).mapToObj(thread -> Thread.ofVirtual().start(() -> {
			for (int i = 1; i <= 100; i++) {
				log.happen(thread * 1000 + i);
			}
		})).toList();
		for (var thread : threads) {
			thread.join();
		}
		await().until(() -> sound.subjects().size() >= 400);
		assertThat(sound.subjects()).doesNotHaveDuplicates().hasSize(400);
	}
}
