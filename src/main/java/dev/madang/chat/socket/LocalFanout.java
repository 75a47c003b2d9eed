package dev.madang.chat.socket;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.madang.chat.Fanout;
import dev.madang.chat.RoomEvent;
import dev.madang.platform.ClusterSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * In this process at once, and to other nodes by PostgreSQL's NOTIFY: only that something happened, a few times a second, all that
 * has come together in one word. They read what it was.
 */
@Component
public class LocalFanout implements Fanout {

	private static final Logger LOG = LoggerFactory.getLogger(LocalFanout.class);

	private static final String TOPIC = "chat";

	/** NOTIFY carries at most 8,000 bytes. */
	private static final int LONGEST = 7000;

	private static final long BETWEEN_MILLIS = 50;

	private final String node = UUID.randomUUID().toString().substring(0, 8);

	private final ClusterSignals signals;

	private final RoomEvents events;

	private final Queue<String> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean telling = new AtomicBoolean();

	LocalFanout(ClusterSignals signals, RoomEvents events) {
		this.signals = signals;
		this.events = events;
		signals.on(TOPIC, this::heard);
	}

	@Override
	public void publish(RoomEvent event) {
		events.happened(event);
		tellOthers(event);
	}

	/** Tells only the other nodes; does not block. */
	public void tellOthers(RoomEvent event) {
		waiting.add(event.word());
		tellSoon();
	}

	private void tellSoon() {
		if (telling.compareAndSet(false, true)) {
			Thread.startVirtualThread(this::tell);
		}
	}

	private void tell() {
		try {
			Thread.sleep(BETWEEN_MILLIS);
			var words = new LinkedHashSet<String>();
			for (var word = waiting.poll(); word != null; word = waiting.poll()) {
				words.add(word);
			}
			var text = new StringBuilder(node);
			for (var word : words) {
				if (text.length() + word.length() > LONGEST) {
					signals.send(TOPIC, text.toString());
					text = new StringBuilder(node);
				}
				text.append(' ').append(word);
			}
			signals.send(TOPIC, text.toString());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException e) {
			LOG.warn("Other nodes could not be told what is said, and will find it themselves: {}", e.getMessage());
		}
		finally {
			telling.set(false);
			if (!waiting.isEmpty()) {
				tellSoon();
			}
		}
	}

	/** An empty word means that anything may have happened. */
	private void heard(String word) {
		if (word.isEmpty()) {
			Thread.startVirtualThread(events::anythingHappened);
		}
		else if (!word.startsWith(node)) {
			Arrays.stream(word.split(" ")).skip(1).map(RoomEvent::of).forEach(events::happened);
		}
	}
}
