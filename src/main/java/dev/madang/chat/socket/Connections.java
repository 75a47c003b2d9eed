package dev.madang.chat.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.madang.chat.SocketNews;
import dev.madang.platform.ClusterSignals;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All sockets of this node. NOTIFY has those looked at again whose sign-in or member has changed, a ping finds those at whose other
 * end nobody is any more.
 */
@Component
@DependsOn("bearerTokens") // whose caches are to have forgotten a member before this looks at them again
class Connections implements SmartLifecycle {

	/** More windows than this of one member take the place of the oldest. */
	private static final int MOST_OF_ONE = 10;

	/** Looked after every seven seconds, so that the dead are found within a minute, and a proxy that gives up after one does not. */
	private static final Duration SILENT = Duration.ofSeconds(44);

	/** More than one look later, so that nobody is given up who was not asked. */
	private static final Duration DEAD = Duration.ofSeconds(53);

	private static final Duration WITHOUT_HELLO = Duration.ofSeconds(10);

	private final LiveRooms rooms;

	private final SocketProperties properties;

	private final Set<Connection> all = ConcurrentHashMap.newKeySet();

	private final Map<Long, List<Connection>> byMember = new ConcurrentHashMap<>();

	private volatile boolean running;

	private final List<SocketNews> news;

	Connections(LiveRooms rooms, SocketProperties properties, ClusterSignals signals, List<SocketNews> news) {
		this.news = news;
		this.rooms = rooms;
		this.properties = properties;
		signals.on("member", word -> lookAgain(
				each -> word.isEmpty() || each.viewer().id() == Long.parseLong(word)));
		signals.on("sign-in", word -> lookAgain(
				each -> word.isEmpty() || each.viewer().signInId() == Long.parseLong(word)));
	}

	int size() {
		return all.size();
	}

	/** One that has not said yet whose it is. */
	void open(Connection connection) {
		if (!running) {
			connection.close(CloseCode.GOING_AWAY);
		}
		else if (all.size() >= properties.sockets()) {
			connection.close(CloseCode.FULL);
		}
		else {
			all.add(connection);
		}
	}

	/** It is known by now whose it is. */
	void greeted(Connection connection) {
		byMember.compute(connection.viewer().id(), (id, known) -> {
			var of = new ArrayList<>(known == null ? List.<Connection>of() : known);
			of.add(connection);
			if (of.size() > MOST_OF_ONE) {
				of.removeFirst().close(CloseCode.ELSEWHERE);
			}
			return List.copyOf(of);
		});
		if (connection.isOver()) {
			forget(connection);
		}
	}

	/** Has it hear what else is new, from now on. */
	void hearNews(Connection connection) {
		news.forEach(each -> each.opened(connection));
	}

	void close(Connection connection) {
		connection.end();
		all.remove(connection);
		forget(connection);
	}

	private void forget(Connection connection) {
		byMember.computeIfPresent(connection.viewer().id(), (id, known) -> {
			var rest = known.stream().filter(other -> other != connection).toList();
			return rest.isEmpty() ? null : rest;
		});
		Set.copyOf(connection.rooms()).forEach(room -> rooms.leave(room, connection));
	}

	List<Connection> of(long member) {
		return byMember.getOrDefault(member, List.of());
	}

	Collection<Connection> all() {
		return all;
	}

	/** Whose sign-in has ended is shown out; whose member has changed is known as they are now. */
	private void lookAgain(Predicate<Connection> which) {
		var some = all.stream().filter(each -> each.viewer().isMember() && which.test(each)).toList();
		if (!some.isEmpty()) {
			Thread.startVirtualThread(() -> some.forEach(Connections::lookAgain));
		}
	}

	/** Who cannot be looked at now is to come again. */
	private static void lookAgain(Connection connection) {
		try {
			connection.identity().renewed()
					.ifPresentOrElse(connection::become, () -> connection.close(CloseCode.SIGN_IN_NEEDED));
		}
		catch (RuntimeException e) {
			connection.close(CloseCode.GOING_AWAY);
		}
	}

	@Scheduled(fixedDelayString = "PT7S")
	void lookAfter() {
		var now = Instant.now();
		lookAgain(each -> each.viewer().standing().ends().isBefore(now));
		for (var each : all) {
			var silent = each.nanosSinceHeard();
			if (!each.isGreeted()) {
				if (each.nanosSinceOpened() > WITHOUT_HELLO.toNanos()) {
					each.close(CloseCode.SIGN_IN_NEEDED);
				}
			}
			else if (silent > DEAD.toNanos()) {
				close(each);
				Thread.startVirtualThread(each::hangUp);
			}
			else if (silent > SILENT.toNanos()) {
				each.ping();
			}
		}
	}

	@Override
	public void start() {
		running = true;
	}

	/** Before the connector ends: these would not end by themselves. */
	@Override
	public void stop() {
		running = false;
		all.forEach(each -> each.close(CloseCode.GOING_AWAY));
	}

	@Override
	public boolean isRunning() {
		return running;
	}
}
