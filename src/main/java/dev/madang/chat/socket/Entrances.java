package dev.madang.chat.socket;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

/**
 * Those who come wait for each other, and not for them those who are there: so many at a time have something read. Whoever is
 * waited for, until they have read what they were sent, holds no place meanwhile.
 */
@Component
class Entrances {

	private final Semaphore places = new Semaphore(2, true);

	/** @throws IllegalStateException if the program ends meanwhile */
	<T> T inTurn(Supplier<T> work) {
		try {
			places.acquire();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
		try {
			return work.get();
		}
		finally {
			places.release();
		}
	}
}
