package dev.madang.platform.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The places of requests that are worked on. Without a bound, more requests than can be served fill the heap with work half
 * done, and collecting it takes the time in which they could be served. So some wait, and whoever comes when these are many is
 * told at once to come back.
 */
@Component
@ConditionalOnWebApplication
class RequestPlaces implements RequestMemory.Turn {

	/** Some wait for the database or the disk while others compute. */
	private static final int MOST = 8 * Math.max(2, Runtime.getRuntime().availableProcessors());

	/** Of those that have a thread ({@link RequestThreads}); the buffers of 224 filled the heap when the load rose at once. */
	private static final int MOST_WAITING = 128;

	private static final int SECONDS = 2;

	private final int mostWaiting;

	private final Semaphore places;

	private final AtomicInteger waiting = new AtomicInteger();

	@Autowired
	RequestPlaces(MeterRegistry registry) {
		this(MOST, MOST_WAITING);
		Gauge.builder("madang.requests.waiting", this, RequestPlaces::waiting)
				.description("Requests that wait until others are served").register(registry);
	}

	RequestPlaces(int most, int mostWaiting) {
		this.mostWaiting = mostWaiting;
		this.places = new Semaphore(most, true);
	}

	@Override
	public void take() {
		// behind those who wait already, if any do
		if ((waiting.get() > 0 || !places.tryAcquire()) && !isItsTurn()) {
			throw Problem.later(503, "busy", 1);
		}
	}

	private boolean isItsTurn() {
		try {
			return waiting.incrementAndGet() <= mostWaiting && places.tryAcquire(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			waiting.decrementAndGet();
		}
	}

	int waiting() {
		return waiting.get();
	}

	@Override
	public void release() {
		places.release();
	}
}
