package dev.madang.chat.socket;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.chat.MessageFrames;
import dev.madang.chat.MessageReading;
import dev.madang.chat.RoomEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The rooms in which somebody is on this node, and what reaches them. */
@Component
class LiveRooms {

	private static final Logger LOG = LoggerFactory.getLogger(LiveRooms.class);

	/** Two who write at the same time tell of it in either order; only what is missing for longer is read. */
	private static final long SOON_MILLIS = 30;

	/** So long after a read nothing is read of the same room: where much is said, one statement reads all that came meanwhile. */
	private static final long BETWEEN_MILLIS = 40;

	private static final int AT_ONCE = 200;

	private final Map<Long, LiveRoom> rooms = new ConcurrentHashMap<>();

	private final MessageReading reading;

	private final MessageFrames frames;

	LiveRooms(MessageReading reading, MessageFrames frames) {
		this.reading = reading;
		this.frames = frames;
	}

	@Nullable
	LiveRoom find(long id) {
		return rooms.get(id);
	}

	Collection<LiveRoom> all() {
		return rooms.values();
	}

	/** Gives a socket a seat in a room; returns whether it had none. */
	boolean sit(long id, Connection connection) {
		var isNew = connection.rooms().add(id);
		if (isNew) {
			rooms.compute(id, (key, known) -> {
				var there = known == null ? new LiveRoom(key) : known;
				there.sit(connection);
				return there;
			});
			// also who has left, or was shown out, while they sat down
			if (connection.isOver() || !connection.rooms().contains(id)) {
				leave(id, connection);
			}
		}
		return isNew;
	}

	void leave(long id, Connection connection) {
		connection.rooms().remove(id);
		rooms.computeIfPresent(id, (key, room) -> {
			room.leave(connection);
			return room.isEmpty() ? null : room;
		});
	}

	/** A message that has its frame with it. */
	void deliver(RoomEvent message) {
		var room = rooms.get(message.room());
		if (room != null && room.deliver(message)) {
			Thread.startVirtualThread(() -> fillSoon(room));
		}
	}

	/** Has everything told that this node has not heard of up to a message, before it goes on. */
	void catchUp(LiveRoom room, long seq) {
		if (room.last() >= 0 && room.last() < seq) {
			fill(room);
		}
	}

	/** A room is known to have come so far: what this node has not heard of is read. */
	void reached(long id, long seq) {
		var room = rooms.get(id);
		if (room != null && room.beginReading(seq)) {
			Thread.startVirtualThread(() -> fillAgain(room));
		}
	}

	private void fillAgain(LiveRoom room) {
		do {
			fill(room);
			rest(BETWEEN_MILLIS);
		}
		while (room.readsAgain());
	}

	private void fillSoon(LiveRoom room) {
		rest(SOON_MILLIS);
		if (room.isMissing()) {
			fill(room);
		}
	}

	private static void rest(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Reads what comes after the last message that was told; what the database cannot say now, the next look asks again. */
	private void fill(LiveRoom room) {
		try {
			for (var more = true; more;) {
				var messages = reading.after(room.id(), room.last(), AT_ONCE);
				var told = frames.messages(messages, Set.of());
				for (int i = 0; i < messages.size(); i++) {
					var message = messages.get(i);
					room.deliver(new RoomEvent(RoomEvent.Kind.MESSAGE, message.room(), message.authorId(), message.seq(),
							told.get(i)));
				}
				more = messages.size() == AT_ONCE;
			}
		}
		catch (RuntimeException e) {
			LOG.warn("What was said in room {} could not be read, and will be asked for again: {}", room.id(), e.getMessage());
		}
	}

	/** What has become of a message that was told before. */
	void changed(long id, long seq) {
		var room = rooms.get(id);
		if (room != null) {
			Thread.startVirtualThread(() -> reading.find(id, seq).ifPresent(message -> room.tell(frames.changed(message),
					message.authorId(), null, reading.whoCameAfter(id, seq))));
		}
	}
}
