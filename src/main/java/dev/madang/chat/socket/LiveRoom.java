package dev.madang.chat.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import dev.madang.chat.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * A room in which somebody is at this moment, on this node. It gives every message to everybody who has a seat, in the order of
 * {@code seq}, each once: what comes too early is kept until what is missing was read from the database.
 */
final class LiveRoom {

	/** What one who is catching up hears meanwhile, until they are told what they have missed. */
	private static final class Seat {

		private final List<String> meanwhile = new ArrayList<>();
	}

	/** Nobody knows yet how far the room is. */
	private static final long UNKNOWN = -1;

	/** A seat of one who has caught up; a seat of their own others have. */
	private static final Seat LIVE = new Seat();

	private final long id;

	private final Map<Connection, Seat> seats = new HashMap<>();

	private final NavigableMap<Long, RoomEvent> early = new TreeMap<>();

	private long last = UNKNOWN;

	private boolean isRead;

	/** How far the room is known to have come since the read that is going on began. */
	private long reached;

	LiveRoom(long id) {
		this.id = id;
	}

	long id() {
		return id;
	}

	/** How far it is, or less than nothing. */
	synchronized long last() {
		return last;
	}

	synchronized boolean isEmpty() {
		return seats.isEmpty();
	}

	synchronized List<Connection> connections() {
		return List.copyOf(seats.keySet());
	}

	/** Gives a seat to one who has to catch up. */
	synchronized void sit(Connection connection) {
		seats.putIfAbsent(connection, new Seat());
	}

	/**
	 * The position up to which one who sits down is to be told everything; what comes after it they will hear.
	 *
	 * @param head how far the room was after they sat down
	 */
	synchronized long settle(Connection connection, long head) {
		if (last == UNKNOWN) {
			last = head;
			drain();
		}
		var seat = seats.get(connection);
		if (seat != null && seat != LIVE) {
			seat.meanwhile.clear();
		}
		return last;
	}

	/** They have been told: what they heard meanwhile follows, and then what comes. */
	synchronized void listen(Connection connection) {
		var seat = seats.replace(connection, LIVE);
		if (seat != null && seat != LIVE) {
			seat.meanwhile.forEach(connection::send);
		}
	}

	synchronized void leave(Connection connection) {
		seats.remove(connection);
	}

	/** A new message; returns whether something is missing before it. */
	synchronized boolean deliver(RoomEvent message) {
		if (message.seq() <= last) {
			return false;
		}
		early.put(message.seq(), message);
		if (last != UNKNOWN) {
			drain();
		}
		return !early.isEmpty();
	}

	/** Whether a later message waits for one that is missing. */
	synchronized boolean isMissing() {
		return last != UNKNOWN && !early.isEmpty();
	}

	/** The room has come so far; returns whether that is to be read, and by the caller: while one reads, that one reads on. */
	synchronized boolean beginReading(long seq) {
		if (last == UNKNOWN || seq <= last) {
			return false;
		}
		if (isRead) {
			reached = Math.max(reached, seq);
			return false;
		}
		isRead = true;
		return true;
	}

	/** Whether whoever has read is to read again; if not, others may. What could not be read is not asked for again for its own sake. */
	synchronized boolean readsAgain() {
		isRead = reached > last;
		reached = 0;
		return isRead;
	}

	private void drain() {
		early.headMap(last, true).clear();
		while (!early.isEmpty() && early.firstKey() == last + 1) {
			var next = early.pollFirstEntry().getValue();
			last = next.seq();
			tell(String.valueOf(next.frame()), next.member(), hidden(next));
		}
	}

	private String hidden(RoomEvent message) {
		return "{\"type\":\"message\",\"room\":" + id + ",\"seq\":" + message.seq() + ",\"hidden\":true}";
	}

	/**
	 * Tells everybody.
	 *
	 * @param from whose doing it is
	 * @param otherwise what those are told who do not want to meet them, or null for nothing
	 */
	void tell(String frame, long from, @Nullable String otherwise) {
		tell(frame, from, otherwise, Set.of());
	}

	/** @param not who is not told */
	synchronized void tell(String frame, long from, @Nullable String otherwise, Set<Long> not) {
		for (var seat : seats.entrySet()) {
			var connection = seat.getKey();
			var told = connection.viewer().standing().hidden().contains(from) ? otherwise : frame;
			if (told == null || not.contains(connection.viewer().id())) {
				continue;
			}
			if (seat.getValue() == LIVE) {
				connection.send(told);
			}
			else if (seat.getValue().meanwhile.size() < Connection.MOST_FRAMES) {
				seat.getValue().meanwhile.add(told);
			}
			else {
				connection.close(CloseCode.TOO_SLOW);
			}
		}
	}
}
