package dev.madang.counter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.PreDestroy;

import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.web.GuestAnswers;
import dev.madang.platform.web.Prefetch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts views without a statement a view. */
@Component
public class Views {

	private static final Logger LOG = LoggerFactory.getLogger(Views.class);

	private final Map<Subject, LongAdder> waiting = new ConcurrentHashMap<>();

	private final ObjectProvider<Subjects> subjects;

	Views(ObjectProvider<Subjects> subjects) {
		this.subjects = subjects;
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
		return adder == null ? 0 : adder.sum();
	}

	private long add(Subject subject) {
		var adder = waiting.compute(subject, (key, known) -> {
			var counted = known == null ? new LongAdder() : known;
			counted.increment();
			return counted;
		});
		return adder.sum();
	}

	/** Stores what was counted since the last time; what cannot be stored waits for the next. */
	@Scheduled(fixedDelayString = "${madang.views.flush-every:PT2S}")
	@PreDestroy
	public synchronized void flush() {
		var byKind = new HashMap<String, Map<Long, Long>>();
		for (var subject : List.copyOf(waiting.keySet())) {
			var views = waiting.remove(subject);
			if (views != null) {
				byKind.computeIfAbsent(subject.kind(), kind -> new HashMap<>()).put(subject.id(), views.sum());
			}
		}
		byKind.forEach(this::store);
	}

	private void store(String kind, Map<Long, Long> views) {
		try {
			subjects.getObject().of(kind).addViews(views);
		}
		catch (RuntimeException e) {
			LOG.warn("{} views wait for the database: {}", views.size(), e.getMessage());
			views.forEach((id, count) -> waiting.computeIfAbsent(new Subject(kind, id), key -> new LongAdder()).add(count));
		}
	}
}
