package dev.madang.counter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.PreDestroy;

import dev.madang.platform.Subject;
import dev.madang.platform.web.GuestAnswers;
import dev.madang.platform.web.Prefetch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts views without a statement a view. */
@Component
public class Views {

	private static final Logger LOG = LoggerFactory.getLogger(Views.class);

	private final Map<Subject, LongAdder> waiting = new ConcurrentHashMap<>();

	private final StoredViews stored;

	private final Optional<ViewSink> sink;

	Views(StoredViews stored, Optional<ViewSink> sink) {
		this.stored = stored;
		this.sink = sink;
	}

	/**
	 * Counts one view, and returns how many of this subject are not stored yet, with this one. An answer kept for others counts
	 * again; one that is only prefetched does not count.
	 */
	public long count(Subject subject) {
		GuestAnswers.eachTime(() -> add(subject));
		return Prefetch.isCurrent() ? notStored(subject) : add(subject);
	}

	private long notStored(Subject subject) {
		var adder = waiting.get(subject);
		return (adder == null ? 0 : adder.sum()) + elsewhere(subject);
	}

	private long elsewhere(Subject subject) {
		return sink.map(outside -> outside.waiting(subject)).orElse(0L);
	}

	private long add(Subject subject) {
		var adder = waiting.compute(subject, (key, known) -> {
			var counted = known == null ? new LongAdder() : known;
			counted.increment();
			return counted;
		});
		return adder.sum() + elsewhere(subject);
	}

	/** Hands on what was counted since the last time; what is not taken waits for the next. */
	@Scheduled(fixedDelayString = "${madang.views.flush-every:PT2S}")
	@PreDestroy
	public synchronized void flush() {
		var views = new HashMap<Subject, Long>();
		for (var subject : List.copyOf(waiting.keySet())) {
			var counted = waiting.remove(subject);
			if (counted != null) {
				views.put(subject, counted.sum());
			}
		}
		if (!views.isEmpty()) {
			handOn(views);
		}
	}

	/** What an engine does not take is stored here. */
	private void handOn(Map<Subject, Long> views) {
		var left = sink.map(outside -> outside.take(views)).orElse(views);
		try {
			if (!left.isEmpty()) {
				stored.store(left);
			}
		}
		catch (RuntimeException e) {
			LOG.warn("Views of {} things wait for the database: {}", left.size(), e.getMessage());
			left.forEach((subject, count) -> waiting.merge(subject, adder(count), Views::sum));
		}
	}

	private static LongAdder adder(long count) {
		var adder = new LongAdder();
		adder.add(count);
		return adder;
	}

	private static LongAdder sum(LongAdder one, LongAdder other) {
		one.add(other.sum());
		return one;
	}
}
