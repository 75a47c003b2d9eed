package dev.madang.notification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All streams that are open on this node. NOTIFY signals those whose members have something new, and ends those whose
 * sign-in has changed: whoever may, comes back at once with what they are now.
 */
@Component
@EnableConfigurationProperties(Properties.class)
class Streams implements SmartLifecycle {

	/** More windows than this of one member take the place of the oldest. */
	private static final int MOST_OF_ONE = 5;

	private final Properties properties;

	private final Map<Long, List<Stream>> open = new ConcurrentHashMap<>();

	private volatile boolean running;

	Streams(Properties properties, ClusterSignals signals) {
		this.properties = properties;
		signals.on(Waking.TOPIC, word -> of(word).forEach(Stream::signal));
		signals.on("category", word -> of("").forEach(Stream::signal));
		signals.on("member", word -> end(stream -> word.isEmpty() || stream.viewer().id() == Long.parseLong(word)));
		signals.on("sign-in", word -> end(stream -> word.isEmpty() || stream.viewer().signInId() == Long.parseLong(word)));
	}

	/** @throws Problem 503 if there are too many, or the program ends */
	synchronized Stream open(Viewer viewer, Locale locale) {
		if (!running || open.values().stream().mapToInt(List::size).sum() >= properties.streams()) {
			throw Problem.later(503, "busy", 60);
		}
		var stream = new Stream(viewer, locale);
		var ofMember = new ArrayList<>(open.getOrDefault(viewer.id(), List.of()));
		ofMember.add(stream);
		if (ofMember.size() > MOST_OF_ONE) {
			ofMember.removeFirst().end();
		}
		open.put(viewer.id(), List.copyOf(ofMember));
		return stream;
	}

	synchronized void close(Stream stream) {
		open.computeIfPresent(stream.viewer().id(), (id, streams) -> {
			var rest = streams.stream().filter(other -> other != stream).toList();
			return rest.isEmpty() ? null : rest;
		});
	}

	/** @param members their ids with commas, or an empty word for all */
	private List<Stream> of(String members) {
		var ids = members.isEmpty()
				? Set.copyOf(open.keySet())
				: Arrays.stream(members.split(",")).map(Long::valueOf).collect(Collectors.toSet());
		return ids.stream().flatMap(id -> open.getOrDefault(id, List.of()).stream()).toList();
	}

	private void end(Predicate<Stream> which) {
		of("").stream().filter(which).forEach(Stream::end);
	}

	@Override
	public void start() {
		running = true;
	}

	/** Before the connector waits for the requests that are under way: these would never end by themselves. */
	@Override
	public void stop() {
		running = false;
		end(stream -> true);
	}

	@Override
	public boolean isRunning() {
		return running;
	}
}
