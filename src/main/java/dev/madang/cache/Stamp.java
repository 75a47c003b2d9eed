package dev.madang.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;

/**
 * What of the community an answer has seen: taken before it was made, and still current when nothing has changed since of what
 * its address names.
 */
final class Stamp {

	/**
	 * Counts changes: of everything, and of what has a name. Names share their places; one that changes may take another's
	 * answers with it, which are made again then.
	 */
	static final class Changes {

		private static final int PLACES = 4096;

		private final AtomicInteger all = new AtomicInteger();

		private final AtomicIntegerArray named = new AtomicIntegerArray(PLACES);

		void all() {
			all.incrementAndGet();
		}

		void of(String name) {
			named.incrementAndGet(place(name));
		}

		private static int place(String name) {
			return Math.floorMod(name.hashCode() * 0x9E3779B9 >>> 16, PLACES);
		}
	}

	private static final Pattern SEPARATORS = Pattern.compile("[/?&=]+");

	private final Changes changes;

	private final int all;

	private final int[] places;

	private final int[] counts;

	/** @param address of which each segment, and each name and value of the query, may name something */
	Stamp(Changes changes, String address) {
		this.changes = changes;
		this.all = changes.all.get();
		var segments = SEPARATORS.split(address);
		this.places = new int[segments.length];
		this.counts = new int[segments.length];
		for (int i = 0; i < segments.length; i++) {
			places[i] = Changes.place(segments[i]);
			counts[i] = changes.named.get(places[i]);
		}
	}

	boolean isCurrent() {
		if (all != changes.all.get()) {
			return false;
		}
		for (int i = 0; i < places.length; i++) {
			if (counts[i] != changes.named.get(places[i])) {
				return false;
			}
		}
		return true;
	}
}
