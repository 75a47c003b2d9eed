package dev.madang.chat.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import dev.madang.chat.delivery.Event.Line;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong in a history. To every member of a room every message of it was delivered, once, in the order of {@code seq},
 * without a hole; what was acknowledged is what is stored; what was sent is stored once; and no position is further than its room.
 */
final class Deliveries {

	/** A room is loaded anew where more was missed. */
	private static final long MOST_MISSED = 500;

	private final List<String> violations = new ArrayList<>();

	private final Map<Long, NavigableMap<Long, String>> stored;

	/** In which room each was sent, and by whom. */
	private final Map<String, String> senders = new HashMap<>();

	private final Map<String, Long> acknowledged = new HashMap<>();

	private Deliveries(Map<Long, NavigableMap<Long, String>> stored) {
		this.stored = stored;
	}

	/** @param stored what the database has in the end: of each room {@code seq} and {@code clientId} */
	static List<String> violations(History history, Map<Long, List<Line>> stored) {
		var places = new HashMap<Long, NavigableMap<Long, String>>();
		var check = new Deliveries(places);
		stored.forEach((room, lines) -> places.put(room, check.placed(room, lines)));
		history.events().forEach(check::sent);
		history.members().forEach((room, members) -> members.forEach(
				client -> check.delivered(room, client, history.events().getOrDefault(client, List.of()))));
		check.complete();
		return check.violations;
	}

	private NavigableMap<Long, String> placed(long room, List<Line> lines) {
		var places = new TreeMap<Long, String>();
		var names = new HashSet<String>();
		for (var line : lines) {
			if (places.put(line.seq(), line.clientId()) != null) {
				wrong(room, "two messages are stored as %d".formatted(line.seq()));
			}
			if (!names.add(line.clientId())) {
				wrong(room, "%s is stored twice".formatted(line.clientId()));
			}
		}
		if (!places.isEmpty() && (places.firstKey() != 1 || places.lastKey() != places.size())) {
			wrong(room, "of %d messages only %d are stored".formatted(places.lastKey(), places.size()));
		}
		return places;
	}

	private void sent(String client, List<Event> events) {
		for (var event : events) {
			if (event instanceof Event.Sent(var room, var clientId)) {
				senders.put(clientId, room + " " + client);
			}
			else if (event instanceof Event.Acked(var room, var clientId, var seq)) {
				acked(room, client, new Line(seq, clientId));
			}
		}
	}

	private void acked(long room, String client, Line line) {
		if (!(room + " " + client).equals(senders.get(line.clientId()))) {
			wrong(room, "%s was told of %s, which it did not send".formatted(client, line.clientId()));
		}
		var before = acknowledged.put(line.clientId(), line.seq());
		if (before != null && before != line.seq()) {
			wrong(room, "%s was acknowledged as %d and as %d".formatted(line.clientId(), before, line.seq()));
		}
		if (!line.clientId().equals(at(room, line.seq()))) {
			wrong(room, "%s was acknowledged as %d, where %s is stored".formatted(line.clientId(), line.seq(),
					at(room, line.seq())));
		}
	}

	private @Nullable String at(long room, long seq) {
		var places = stored.get(room);
		return places == null ? null : places.get(seq);
	}

	private long head(long room) {
		var places = stored.get(room);
		return places == null || places.isEmpty() ? 0 : places.lastKey();
	}

	private void delivered(long room, String client, List<Event> events) {
		var reader = new Reader(room, client);
		events.stream().filter(event -> event.room() == room).forEach(reader::take);
		if (reader.owed > 0) {
			reader.wrong("did not load it after a reset");
		}
		if (reader.last != head(room)) {
			reader.wrong("has %d of %d in the end".formatted(reader.last, head(room)));
		}
	}

	private void complete() {
		senders.forEach((clientId, sender) -> {
			if (!acknowledged.containsKey(clientId)) {
				violations.add("%s of %s was never acknowledged".formatted(clientId, sender));
			}
		});
		stored.forEach((room, places) -> places.values().stream().filter(clientId -> !senders.containsKey(clientId))
				.forEach(clientId -> wrong(room, "nobody sent %s".formatted(clientId))));
	}

	private void wrong(long room, String what) {
		violations.add("room " + room + ": " + what);
	}

	/** One client in one room. */
	private final class Reader {

		private final long room;

		private final String client;

		private final Set<Long> seen = new HashSet<>();

		private long last;

		private long owed;

		private long ownRead;

		private @Nullable String epoch;

		private Reader(long room, String client) {
			this.room = room;
			this.client = client;
		}

		private void take(Event event) {
			switch (event) {
				case Event.Sent _ -> {
					// nobody has it yet
				}
				case Event.Acked(_, _, var seq) -> ownRead = Math.max(ownRead, seq);
				case Event.Welcomed(_, var of, var seq, var read) -> {
					position(of, seq);
					if (read > seq || read < ownRead) {
						wrong("is told to have read %d of %d, and wrote %d".formatted(read, seq, ownRead));
					}
				}
				case Event.Heard(_, var line) -> {
					if (owed > 0) {
						wrong("heard %d before it loaded up to %d".formatted(line.seq(), owed));
					}
					deliver(line);
				}
				case Event.Reset(_, var of, var seq) -> {
					if (seq - last <= MOST_MISSED) {
						wrong("was reset at %d, having %d".formatted(seq, last));
					}
					position(of, seq);
					owed = seq;
				}
				case Event.Loaded(_, var lines) -> {
					lines.forEach(this::deliver);
					if (last < owed) {
						wrong("loaded up to %d, and was told of %d".formatted(last, owed));
					}
					owed = 0;
				}
				case Event.Read(_, var seq) -> {
					if (seq > head(room)) {
						wrong("heard that %d was read of %d".formatted(seq, head(room)));
					}
				}
			}
		}

		private void position(String of, long seq) {
			if (epoch != null && !epoch.equals(of)) {
				wrong("knew the epoch %s, and is told of %s".formatted(epoch, of));
			}
			epoch = of;
			if (seq < last || seq > head(room)) {
				wrong("is told of %d, having %d of %d".formatted(seq, last, head(room)));
			}
		}

		private void deliver(Line line) {
			if (!seen.add(line.seq())) {
				wrong("heard %d twice".formatted(line.seq()));
			}
			else if (line.seq() < last) {
				wrong("heard %d after %d".formatted(line.seq(), last));
			}
			else if (line.seq() > last + 1) {
				wrong("heard %d after %d, and nothing between".formatted(line.seq(), last));
			}
			if (!line.clientId().equals(at(room, line.seq()))) {
				wrong("heard %s as %d, where %s is stored".formatted(line.clientId(), line.seq(), at(room, line.seq())));
			}
			last = Math.max(last, line.seq());
		}

		private void wrong(String what) {
			Deliveries.this.wrong(room, client + " " + what);
		}
	}
}
