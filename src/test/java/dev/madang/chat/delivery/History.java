package dev.madang.chat.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What each client saw, in its own order. */
final class History {

	private final Map<String, List<Event>> events = new ConcurrentHashMap<>();

	private final Map<Long, Set<String>> members = new ConcurrentHashMap<>();

	/** A client that is a member of a room from its beginning. */
	void member(long room, String client) {
		members.computeIfAbsent(room, each -> ConcurrentHashMap.newKeySet()).add(client);
		events.computeIfAbsent(client, each -> new ArrayList<>());
	}

	/** On the thread of the client, or before it begins or after it ended. */
	void add(String client, Event event) {
		events.getOrDefault(client, List.of()).add(event);
	}

	Map<String, List<Event>> events() {
		return events;
	}

	Map<Long, Set<String>> members() {
		return members;
	}

	long count(Class<? extends Event> kind) {
		return events.values().stream().flatMap(List::stream).filter(kind::isInstance).count();
	}
}
