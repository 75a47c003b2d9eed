package dev.madang.chat.socket;

/** How many frames one socket may send: two hundred at once, and twenty a second in the long run. */
final class Allowance {

	private static final double MOST = 200;

	private static final double A_SECOND = 20;

	private static final double TYPING_EVERY = 2e9;

	private double left = MOST;

	private long at = System.nanoTime();

	private long typedAt = at - (long) TYPING_EVERY;

	/** Takes one of them, if there is one. */
	synchronized boolean take() {
		var now = System.nanoTime();
		left = Math.min(MOST, left + (now - at) * A_SECOND / 1e9);
		at = now;
		if (left < 1) {
			return false;
		}
		left--;
		return true;
	}

	/** Whether it is told that somebody is typing, which is told every other second. */
	synchronized boolean takeTyping() {
		var now = System.nanoTime();
		if (now - typedAt < TYPING_EVERY) {
			return false;
		}
		typedAt = now;
		return true;
	}
}
