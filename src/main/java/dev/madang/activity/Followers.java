package dev.madang.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.madang.platform.Wakeups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs every follower on a thread of its own: at once when the log grows, and now and then in case a call was lost. */
@Component
@ConditionalOnWebApplication
class Followers implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	/** Whatever it fails on has this long to recover before each next try, however much happens meanwhile. */
	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

	/** Nobody rings when the transaction ends that holds rows back: soon at first, less often where it is an import's. */
	private static final Duration HELD_BACK = Duration.ofMillis(25);

	private static final Duration HELD_BACK_LONG = Duration.ofMillis(200);

	private final Reading reading;

	private final List<Follower> followers;

	private final List<Semaphore> bells = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	private volatile boolean running;

	Followers(Reading reading, List<Follower> followers, Wakeups wakeups) {
		this.reading = reading;
		this.followers = followers;
		wakeups.on("log", word -> bells.forEach(bell -> {
			if (bell.availablePermits() == 0) {
				bell.release();
			}
		}));
	}

	@Override
	public void start() {
		running = true;
		stopped = new CountDownLatch(1);
		for (var follower : followers) {
			var bell = new Semaphore(1);
			bells.add(bell);
			threads.add(Thread.ofVirtual().name("follower-" + follower.name()).start(() -> run(follower, bell)));
		}
	}

	private void run(Follower follower, Semaphore bell) {
		var registered = false;
		var wait = AT_LEAST_EVERY;
		while (running) {
			var end = Reading.End.FAILED;
			try {
				if (!registered) {
					reading.register(follower);
					registered = true;
				}
				bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
				bell.drainPermits();
				end = readAll(follower);
			}
			catch (InterruptedException e) {
				return;
			}
			catch (RuntimeException | Error e) {
				if (running) {
					LOG.warn("{} cannot follow the log at the moment: {}", follower.name(), e.getMessage());
				}
			}
			wait = switch (end) {
				case HELD_BACK -> longer(wait);
				case FAILED -> pause();
				default -> AT_LEAST_EVERY;
			};
		}
	}

	/** Twice as long as it was, if it was because something held rows back. */
	static Duration longer(Duration wait) {
		var isFirst = wait.isZero() || wait.compareTo(HELD_BACK_LONG) > 0;
		return isFirst ? HELD_BACK : Collections.min(List.of(wait.multipliedBy(2), HELD_BACK_LONG));
	}

	private Reading.End readAll(Follower follower) {
		while (running) {
			var begun = System.nanoTime();
			var end = reading.batch(follower);
			if (end == Reading.End.PARTLY) {
				LockSupport.parkNanos(System.nanoTime() - begun);
			}
			else if (end != Reading.End.MORE) {
				return end;
			}
		}
		return Reading.End.NOTHING;
	}

	/** Nobody can ring it short. */
	private Duration pause() {
		try {
			var _ = stopped.await(AFTER_A_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return Duration.ZERO;
	}

	@Override
	public void stop() {
		running = false;
		stopped.countDown();
		bells.forEach(Semaphore::release);
		for (var thread : threads) {
			try {
				thread.join(Duration.ofSeconds(5));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
		bells.clear();
		threads.clear();
	}

	@Override
	public boolean isRunning() {
		return running;
	}
}
