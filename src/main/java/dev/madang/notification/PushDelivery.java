package dev.madang.notification;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.notification.PushQueue.Due;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.PublicTargetClient.Outcome;
import dev.madang.platform.SignalledLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells browsers what is new: a few at a time and one after the other of each member, so that addresses that hang delay
 * nobody else. What does not arrive is tried again after pauses that grow, and then left out; it is on the list anyway.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class PushDelivery implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);

	/** Of which each is there from the start: a rate needs the zero before the first. */
	private static final List<String> RESULTS = List.of("delivered", "gone", "dropped");

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	/** A device that was told nothing for long is not told all of it at once. */
	private static final int FEW = 5;

	private static final int TRIES = 5;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

	/** A browser that could not be told does not take a turn from others for a while. */
	private static final Duration REST = Duration.ofHours(1);

	private final PushQueue queue;

	private final UnreadSince news;

	private final UnreadCounts counts;

	private final PushMessages messages;

	private final PushClient client;

	private final MeterRegistry meters;

	private final Set<Long> busy = ConcurrentHashMap.newKeySet();

	private final SignalledLoop loop = new SignalledLoop("push", Duration.ZERO, this::deliverDue);

	PushDelivery(PushQueue queue, UnreadSince news, UnreadCounts counts, PushMessages messages, PushClient client,
			ClusterSignals signals, MeterRegistry meters) {
		this.queue = queue;
		this.news = news;
		this.counts = counts;
		this.messages = messages;
		this.client = client;
		this.meters = meters;
		RESULTS.forEach(this::counter);
		signals.on(PushQueue.TOPIC, word -> loop.signal());
	}

	@Override
	public void start() {
		loop.start();
	}

	private Duration deliverDue() {
		while (loop.isRunning() && busy.size() < PushClient.MOST) {
			var next = queue.take(busy);
			if (next.isEmpty()) {
				break;
			}
			var due = next.get();
			busy.add(due.memberId());
			Thread.ofVirtual().name("push-" + due.id()).start(() -> deliverAside(due));
		}
		return AT_LEAST_EVERY;
	}

	private void deliverAside(Due due) {
		try {
			deliver(due);
		}
		catch (RuntimeException e) {
			if (loop.isRunning()) {
				LOG.warn("Push {} waits: {}", due.id(), e.toString());
			}
		}
		finally {
			busy.remove(due.memberId());
			loop.signal();
		}
	}

	/** No connection to the database is held while something is sent. */
	void deliver(Due due) {
		var addressee = queue.addressee(due);
		if (addressee.isEmpty()) {
			queue.done(due, due.dueUpTo(), Duration.ZERO);
			return;
		}
		var viewer = addressee.get().viewer();
		var rows = news.of(viewer, due.sentUpTo(), Preferences.Channels::byPush, FEW);
		var all = rows.isEmpty() ? due.dueUpTo() : Math.max(due.dueUpTo(), rows.getFirst().revision());
		var unread = rows.isEmpty() ? 0 : counts.count(viewer);
		var upTo = due.sentUpTo();
		for (var row : rows.reversed()) {
			var outcome = send(due, row, addressee.get().locale(), unread);
			if (!outcome.delivered()) {
				failed(due, outcome, upTo, all);
				return;
			}
			count("delivered");
			upTo = row.revision();
		}
		queue.done(due, all, Duration.ZERO);
	}

	/** What cannot be worded or encrypted is like what does not arrive: tried again some times, and without what arrived. */
	private Outcome send(Due due, Notification row, Locale locale, int unread) {
		try {
			return client.send(due.receiver(), PushMessages.tag(row), messages.of(row, locale, unread));
		}
		catch (RuntimeException e) {
			return new Outcome(null, 0, e.toString(), "");
		}
	}

	private void failed(Due due, Outcome outcome, long upTo, long all) {
		var status = outcome.status();
		if (status != null && (status == 404 || status == 410)) {
			count("gone");
			queue.gone(due);
		}
		else if ((status == null || status == 429 || status >= 500) && due.attempts() + 1 < TRIES) {
			queue.later(due, upTo, FIRST_PAUSE.multipliedBy(1L << 2 * due.attempts()));
		}
		else {
			LOG.warn("Push {} is left out after try {}: {}", due.id(), due.attempts() + 1, outcome.error());
			count("dropped");
			queue.done(due, all, REST);
		}
	}

	private void count(String result) {
		counter(result).increment();
	}

	private Counter counter(String result) {
		return meters.counter("madang.push.messages", "result", result);
	}

	@Override
	public void stop() {
		loop.stop(Duration.ofSeconds(5));
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
