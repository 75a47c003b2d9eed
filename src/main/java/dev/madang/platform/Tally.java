package dev.madang.platform;

import java.util.HashMap;
import java.util.Map;

/** Counts what is under way, of one and of all, and lets nobody have more than is allowed. */
public final class Tally<K> {

	private final int most;

	private final Map<K, Integer> counts = new HashMap<>();

	private int all;

	/** @param most of all together */
	public Tally(int most) {
		this.most = most;
	}

	/** Counts one more, unless there are as many as are allowed of this one, or of all. */
	public synchronized boolean add(K of, int mostOfIt) {
		var count = counts.getOrDefault(of, 0);
		if (all >= most || count >= mostOfIt) {
			return false;
		}
		counts.put(of, count + 1);
		all++;
		return true;
	}

	public synchronized void remove(K of) {
		all--;
		counts.computeIfPresent(of, (same, count) -> count == 1 ? null : count - 1);
	}
}
