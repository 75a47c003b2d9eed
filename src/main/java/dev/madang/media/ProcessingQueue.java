package dev.madang.media;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.web.RequestThreads;
import org.springframework.stereotype.Component;

/**
 * Whose picture is drawn next: one at a time, because decoding takes memory; and of what a member sends at once, one waits
 * among the others', so that many of one do not hold up everybody. Who waits may hold a file, but
 * no connection: nothing takes its turn within a transaction.
 */
@Component
class ProcessingQueue {

	/** Members share so many lines; that two who send at once meet in one is rare, and harmless. */
	private static final int LINES = 64;

	/** What is done when it is its turn. */
	interface Work<T> {

		T done() throws IOException;
	}

	private final Semaphore place = new Semaphore(1, true);

	private final List<Semaphore> lines = Stream.generate(() -> new Semaphore(1, true)).limit(LINES).toList();

	/** @throws Problem 503 if too many wait */
	<T> T take(long memberId, Work<T> work) throws IOException {
		RequestMemory.letGo();
		RequestThreads.lasts();
		var line = line(memberId);
		await(line);
		try {
			await(place);
			try {
				return work.done();
			}
			finally {
				place.release();
			}
		}
		finally {
			line.release();
		}
	}

	private Semaphore line(long memberId) {
		return lines.get((int) (memberId % LINES));
	}

	/** Whether anybody waits in the line of a member. */
	boolean areAwaited(long memberId) {
		return line(memberId).hasQueuedThreads();
	}

	private static void await(Semaphore turn) {
		try {
			if (!turn.tryAcquire(5, TimeUnit.MINUTES)) {
				throw Problem.later(503, "busy", 10);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw Problem.later(503, "busy", 10);
		}
	}
}
