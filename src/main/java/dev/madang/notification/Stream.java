package dev.madang.notification;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.madang.platform.Viewer;

/** One open page or program that waits to be told, on a thread that sleeps until there is something. */
final class Stream {

	private final Viewer viewer;

	private final Locale locale;

	private final Semaphore signal = new Semaphore(0);

	private volatile boolean over;

	Stream(Viewer viewer, Locale locale) {
		this.viewer = viewer;
		this.locale = locale;
	}

	Viewer viewer() {
		return viewer;
	}

	Locale locale() {
		return locale;
	}

	void signal() {
		signal.release();
	}

	void end() {
		over = true;
		signal.release();
	}

	boolean isOver() {
		return over;
	}

	/** Waits for a signal, however many came since; returns whether one did. */
	boolean await(long millis) throws InterruptedException {
		var signalled = signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
		signal.drainPermits();
		return signalled;
	}
}
