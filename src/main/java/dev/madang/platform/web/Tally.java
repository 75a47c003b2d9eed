package dev.madang.platform.web;

import java.util.HashMap;
import java.util.Map;

/** Counts what is under way, of one and of all, and lets nobody have more than is allowed. */
final class Tally<K> {

	private final int mostOfOne;

	private final int most;

	private final Map<K, Integer> counts = new HashMap<>();

	private int all;

	Tally(int mostOfOne, int most) {
		this.mostOfOne = mostOfOne;
		this.most = most;
	}

	/** Counts one more, unless there are as many as are allowed. */
	synchronized boolean add(K of) {
		var count = counts.getOrDefault(of, 0);
		if (all >= most || count >= mostOfOne) {
			return false;
		}
		counts.put(of, count + 1);
		all++;
		return true;
	}

	synchronized void remove(K of) {
		all--;
		counts.computeIfPresent(of, (same, count) -> count == 1 ? null : count - 1);
	}
}
