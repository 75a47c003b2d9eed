package dev.madang.platform;

import java.util.function.Supplier;

/**
 * How much text one request holds. Nearly all hold little, and any number of these are served at once; one that comes to
 * hold much waits for its turn, because few of those fit into the heap together. Outside of requests nothing is counted.
 */
public final class RequestMemory {

	/** Bytes that every request may hold without a turn: more than any page has but those of the longest texts. */
	public static final int FREE = 256 << 10;

	/** Bytes that a character of a text takes while the text is stored or rendered: most of it are nodes of its parsed form. */
	public static final int PER_CHARACTER = 16;

	private static final ThreadLocal<RequestMemory> CURRENT = new ThreadLocal<>();

	/** What a request that holds much needs. */
	public interface Turn {

		/**
		 * Waits until this request may hold much.
		 *
		 * @throws Problem 503, or 429, if too many do already
		 */
		void take();

		void release();
	}

	private final Turn turn;

	private long held;

	private boolean hasTurn;

	public RequestMemory(Turn turn) {
		this.turn = turn;
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
			turn.take();
			hasTurn = true;
		}
	}

	/**
	 * Waits for something else meanwhile, such as another server or a picture's place in the queue: whoever does keeps no turn
	 * from others.
	 */
	public static <T> T aside(Supplier<T> waiting) {
		var current = CURRENT.get();
		if (current == null || !current.hasTurn) {
			return waiting.get();
		}
		current.giveBack();
		var result = waiting.get();
		current.add(0);
		return result;
	}

	/** Ends the turn, if there is one. */
	public void giveBack() {
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
