package dev.madang.events;

import java.time.Instant;
import java.util.List;

import dev.madang.platform.Viewer;

/** Events of other programs that could not be taken in, where a broker is turned on. */
public interface DeadLetters {

	/**
	 * One of them.
	 *
	 * @param topic in which it came
	 * @param partition of the topic of dead letters, and {@code position} its place there
	 * @param code why it is one, in a word; empty for one of before there were such words
	 * @param reason the same for programs and their operators, in English
	 * @param excerpt how its value begins
	 * @param sent whether it was sent again
	 */
	record DeadLetter(String topic, int partition, long position, Instant at, String code, String reason, String excerpt,
			boolean sent) {
	}

	/**
	 * The latest, the last one first.
	 *
	 * @throws dev.madang.platform.engine.EngineAway if the broker is
	 */
	List<DeadLetter> latest(int most);

	/**
	 * Sends one to its topic again, once.
	 *
	 * @throws dev.madang.platform.Problem 404 if there is none, 409 if it was sent
	 * @throws dev.madang.platform.engine.EngineAway if the broker is
	 */
	void sendAgain(Viewer viewer, String topic, int partition, long position);
}
