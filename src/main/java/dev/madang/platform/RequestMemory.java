package dev.madang.platform;

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

	private final Runnable takeTurn;

	private long held;

	private boolean hasTurn;

	/** @param takeTurn waits until this request may hold much, or throws a {@link Problem} */
	public RequestMemory(Runnable takeTurn) {
		this.takeTurn = takeTurn;
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
			takeTurn.run();
			hasTurn = true;
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
