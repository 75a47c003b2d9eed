package dev.madang.chat.socket;

import java.util.concurrent.atomic.AtomicLong;

/** How much waits to be sent on all sockets together. Where that is much, nobody may have more than a little of it. */
final class Backlog {

	/** A character is two bytes at most: a sixteenth of the heap. */
	private static final long MUCH = Runtime.getRuntime().maxMemory() / 32;

	private final long much;

	private final AtomicLong characters = new AtomicLong();

	Backlog() {
		this(MUCH);
	}

	/** @param much so many characters */
	Backlog(long much) {
		this.much = much;
	}

	void add(int more) {
		characters.addAndGet(more);
	}

	boolean isMuch() {
		return characters.get() > much;
	}
}
