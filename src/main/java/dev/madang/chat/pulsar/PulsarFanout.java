package dev.madang.chat.pulsar;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.madang.chat.Fanout;
import dev.madang.chat.RoomEvent;
import dev.madang.chat.socket.LocalFanout;
import dev.madang.chat.socket.RoomEvents;
import dev.madang.platform.engine.Engine;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * In this process at once, and to other nodes by Pulsar: all that has come while the last was on its way goes together. What Pulsar does
 * not take in time, and all while it is away, goes by NOTIFY, to which every node listens. A node that does not hear itself by
 * Pulsar hears nobody, and looks.
 */
class PulsarFanout implements Fanout {

	/** What waits beyond that goes by NOTIFY, too. */
	private static final int MOST = 1000;

	private final PulsarTopic topic;

	private final LocalFanout local;

	private final RoomEvents events;

	private final Engine engine;

	private final BlockingQueue<RoomEvent> waiting = new LinkedBlockingQueue<>(MOST);

	private final AtomicBoolean telling = new AtomicBoolean();

	private boolean heard;

	private long lostAt;

	/** @param engine whose probe is the topic's round trip */
	PulsarFanout(PulsarTopic topic, LocalFanout local, RoomEvents events, Engine engine) {
		this.topic = topic;
		this.local = local;
		this.events = events;
		topic.listen(word -> events.happened(RoomEvent.of(word)));
		this.engine = engine;
	}

	@Override
	public void publish(RoomEvent event) {
		events.happened(event);
		if (engine.isAway() || !topic.isConnected() || !waiting.offer(event)) {
			local.tellOthers(event);
		}
		else {
			tellSoon();
		}
	}

	private void tellSoon() {
		if (telling.compareAndSet(false, true)) {
			Thread.startVirtualThread(this::tell);
		}
	}

	private void tell() {
		try {
			var some = new ArrayList<RoomEvent>();
			waiting.drainTo(some);
			if (engine.tried(() -> topic.send(some)).isEmpty()) {
				some.forEach(local::tellOthers);
			}
		}
		finally {
			telling.set(false);
			if (!waiting.isEmpty()) {
				tellSoon();
			}
		}
	}

	/** What was said while this node could not hear is read from the database. */
	@Scheduled(fixedDelayString = "PT1S")
	void listen() {
		var hears = engine.tried(topic::roundTrip).isPresent();
		var lost = topic.lostAt();
		if (!hears || !heard || lost != lostAt) {
			events.anythingHappened();
		}
		heard = hears;
		lostAt = lost;
	}
}
