package dev.madang.activity;

import java.util.List;

/**
 * Something that follows the log: an index, a count by day, a notification. It is called with rows in the order of their
 * commits, in the transaction that also moves its checkpoint, so what it writes to this database happens exactly once;
 * what it does elsewhere may happen again after a crash and must be idempotent.
 */
public interface Follower {

	/** The name of its checkpoint; it never changes. */
	String name();

	void follow(List<Activity> batch);

	/**
	 * Follows as far as is good for one transaction: while it runs, every other follower waits. What of a row is done must be
	 * known from the tables, because the checkpoint stays before the row until all of it is.
	 *
	 * @return how many rows from the first are done with; the others are given again after as long a rest as these took
	 */
	default int followSome(List<Activity> batch) {
		follow(batch);
		return batch.size();
	}
}
