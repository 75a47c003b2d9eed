package dev.madang.activity;

import java.util.List;

/**
 * Reads the log: a count by day, notifications, webhooks. It is called with entries in the order of their commits, in the
 * transaction that also moves its checkpoint, so what it writes to this database happens exactly once; what it does elsewhere
 * may happen again after a crash and must be idempotent. While it runs the other consumers wait.
 */
public interface LogConsumer {

	/** The name of its checkpoint; it never changes. */
	String name();

	/** Whether it is given entries of a type. */
	boolean wants(EventType type);

	void consume(List<Activity> batch);

	/**
	 * Consumes as much as is good for one transaction. What of an entry is done must be known from the tables, because the
	 * checkpoint stays before the entry until all of it is.
	 *
	 * @return how many entries from the first are done with; the others are given again after as long a rest as these took
	 */
	default int consumeSome(List<Activity> batch) {
		consume(batch);
		return batch.size();
	}
}
