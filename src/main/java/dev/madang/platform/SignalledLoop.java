package dev.madang.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in the background, on a thread of its own: it is done when it is signalled, and now and then in case a signal was lost.
 * Work that fails is tried again after a pause of 1 s, 2 s, 4 s and at last 5 s, which no signal shortens; that it fails is
 * logged once, and again when it fails in another way.
 */
public final class SignalledLoop {

	private static final Logger LOG = LoggerFactory.getLogger(SignalledLoop.class);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final String name;

	private final Duration gap;

	private final Supplier<Duration> work;

	private final Semaphore signal = new Semaphore(1);

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	private volatile Thread thread = Thread.currentThread();

	/** Why the work failed the last time; empty while it succeeds. */
	private volatile String trouble = "";

	private List<Class<?>> kindOfTrouble = List.of();

	/**
	 * @param name of the work in the log of the program
	 * @param gap between two beginnings of the work at least
	 * @param work returns for how long it need not be done again without a signal
	 */
	public SignalledLoop(String name, Duration gap, Supplier<Duration> work) {
		this.name = name;
		this.gap = gap;
		this.work = work;
	}

	public void start() {
		stopped = new CountDownLatch(1);
		thread = Thread.ofPlatform().name(name).daemon().start(this::run);
	}

	/** Has the work done, if it is being done already once more; it returns at once. */
	public void signal() {
		if (signal.availablePermits() == 0) {
			signal.release();
		}
	}

	/** Why the work failed the last time; empty while it succeeds. */
	public String trouble() {
		return trouble;
	}

	private void run() {
		var pause = Duration.ZERO;
		try {
			while (isRunning()) {
				var begun = System.nanoTime();
				signal.drainPermits();
				try {
					var wait = work.get();
					succeeded();
					pause = Duration.ZERO;
					var _ = signal.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
					sleep(gap.minusNanos(System.nanoTime() - begun));
				}
				catch (RuntimeException | Error e) {
					failed(e);
					pause = nextPause(pause, LONGEST_PAUSE);
					sleep(pause);
				}
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** A second at first, then twice as long each time. */
	public static Duration nextPause(Duration pause, Duration longest) {
		var next = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
		return next.compareTo(longest) > 0 ? longest : next;
	}

	/** Waits, unless it is stopped meanwhile. */
	public void sleep(Duration time) throws InterruptedException {
		if (time.isPositive()) {
			var _ = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	/** The message alone may name another file each time. */
	private void failed(Throwable why) {
		var kind = List.<Class<?>>of(why.getClass(), why.getCause() == null ? why.getClass() : why.getCause().getClass());
		if (isRunning() && (trouble.isEmpty() || !kind.equals(kindOfTrouble))) {
			LOG.warn("{} fails and is tried again: {}", name, why.toString());
		}
		kindOfTrouble = kind;
		trouble = why.toString();
	}

	private void succeeded() {
		if (!trouble.isEmpty()) {
			LOG.info("{} works again", name);
			trouble = "";
		}
	}

	/** Ends it, waiting for the work that is being done, for so long at most. */
	public void stop(Duration within) {
		stopped.countDown();
		signal();
		try {
			thread.join(within);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	public boolean isRunning() {
		return stopped.getCount() > 0;
	}
}
