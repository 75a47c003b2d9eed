package dev.madang.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

import dev.madang.platform.ClusterSignals;
import org.springframework.stereotype.Component;

/** Says on every node whose notifications have changed, when the current transaction commits. */
@Component
class Waking {

	static final String TOPIC = "notification";

	/** Ids of 19 digits at most, in a word that PostgreSQL carries up to 8,000 bytes of. */
	private static final int IDS = 380;

	private final ClusterSignals signals;

	private final PushQueue pushes;

	Waking(ClusterSignals signals, PushQueue pushes) {
		this.signals = signals;
		this.pushes = pushes;
	}

	/** Says so of those who were told something, and has their browsers told as well. */
	void told(Collection<Long> members) {
		wake(members);
		pushes.add(members);
	}

	void wake(Collection<Long> members) {
		new ArrayList<>(members).stream().gather(Gatherers.windowFixed(IDS))
				.map(some -> some.stream().map(String::valueOf).collect(Collectors.joining(",")))
				.forEach(word -> signals.send(TOPIC, word));
	}
}
