package dev.madang.activity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** Remembers what it consumes, and fails on what it is told to. */
final class Recorder implements LogConsumer {

	private final String name;

	private final List<Long> subjects = new CopyOnWriteArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	private volatile long bad;

	private volatile LongFunction<RuntimeException> failure = id -> new IllegalStateException("cannot process " + id);

	Recorder(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public boolean wants(EventType type) {
		return "test".equals(type.kind());
	}

	/** What it was given before it failed is not remembered, as if it had written it to the database. */
	@Override
	public void consume(List<Activity> batch) {
		var consumed = batch.stream().map(activity -> activity.about().id()).toList();
		if (consumed.contains(bad)) {
			failures.incrementAndGet();
			throw failure.apply(bad);
		}
		subjects.addAll(consumed);
	}

	/** Fails on this subject from now on; 0 for none. */
	void failOn(long id) {
		bad = id;
	}

	void failWith(LongFunction<RuntimeException> failure) {
		this.failure = failure;
	}

	List<Long> subjects() {
		return subjects;
	}

	int failures() {
		return failures.get();
	}
}
