package dev.madang.platform;

import java.util.function.Supplier;

/**
 * What one request takes of the heap. While it is worked on it has a place, of which there are some for each processor: more at
 * once would not be served sooner, and would not fit. One that comes to hold much text waits for its turn besides, because few of
 * those fit together. Outside of requests nothing is counted.
 */
public final class RequestMemory {

	/** Bytes that every request may hold without a turn: more than any page has but those of the longest texts. */
	public static final int FREE = 256 << 10;

	/** Bytes that a character of a text takes while the text is stored or rendered: most of it are nodes of its parsed form. */
	public static final int PER_CHARACTER = 16;

	private static final ThreadLocal<RequestMemory> CURRENT = new ThreadLocal<>();

	/** What a request needs to go on. */
	public interface Turn {

		/**
		 * Waits until this request may go on.
		 *
		 * @throws Problem 503, or 429, if too many wait already
		 */
		void take();

		void release();
	}

	private final Turn place;

	private final Turn turn;

	private long held;

	private boolean hasPlace;

	private boolean hasTurn;

	/**
	 * @param place for a request that is worked on
	 * @param turn for one that holds much
	 */
	public RequestMemory(Turn place, Turn turn) {
		this.place = place;
		this.turn = turn;
	}

	/**
	 * The current request is worked on from now on, until its answer's first byte, its end, or until it waits for something. It takes
	 * no place again then: those who have waited are few, and what they have waited for must not be lost.
	 *
	 * @throws Problem 503 if too many are
	 */
	public static void work() {
		var current = CURRENT.get();
		if (current != null && !current.hasPlace) {
			current.place.take();
			current.hasPlace = true;
		}
	}

	/** Whoever reads the answer may be slow. */
	public void leavePlace() {
		if (hasPlace) {
			hasPlace = false;
			place.release();
		}
	}

	/**
	 * Counts what the current request holds from now on until its end.
	 *
	 * @throws Problem 503, or 429, if too many requests hold much already
	 */
	public static void hold(long bytes) {
		var current = CURRENT.get();
		if (current != null) {
			current.add(bytes);
		}
	}

	private void add(long bytes) {
		held += bytes;
		if (held > FREE && !hasTurn) {
			leavePlace();
			turn.take();
			hasTurn = true;
		}
	}

	/**
	 * Waits for something else meanwhile, such as another server or a picture's place in the queue: whoever does keeps neither
	 * place nor turn from others.
	 */
	public static <T> T aside(Supplier<T> waiting) {
		var current = CURRENT.get();
		if (current == null || !current.hasPlace && !current.hasTurn) {
			return waiting.get();
		}
		current.giveBack();
		var result = waiting.get();
		current.add(0);
		return result;
	}

	/** Ends place and turn, if there are any. */
	public void giveBack() {
		leavePlace();
		if (hasTurn) {
			hasTurn = false;
			turn.release();
		}
	}

	/** Counts anew: what was held until now is not held any more. */
	public static void letGo() {
		var current = CURRENT.get();
		if (current != null) {
			current.held = 0;
			current.giveBack();
		}
	}

	public boolean hasTurn() {
		return hasTurn;
	}

	/** Makes this the current request's, until {@link #leave}. */
	public void enter() {
		CURRENT.set(this);
	}

	public static void leave() {
		CURRENT.remove();
	}
}
