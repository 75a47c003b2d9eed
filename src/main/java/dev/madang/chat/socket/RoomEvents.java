package dev.madang.chat.socket;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.chat.RoomEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What becomes, on this node, of what happens in rooms. */
@Component
public class RoomEvents {

	/** In rooms with more sockets nobody is told who is typing, or has read. */
	private static final int INTIMATE = 100;

	private final LiveRooms rooms;

	private final Connections connections;

	private final Greeting greeting;

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private final Cache<Long, String> handles = Caffeine.newBuilder().maximumSize(10_000).build();

	RoomEvents(LiveRooms rooms, Connections connections, Greeting greeting, JdbcClient jdbc, JsonMapper mapper) {
		this.rooms = rooms;
		this.connections = connections;
		this.greeting = greeting;
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/** Does not block. */
	public void happened(RoomEvent event) {
		switch (event.kind()) {
			case MESSAGE -> {
				if (event.frame() == null) {
					rooms.reached(event.room(), event.seq());
				}
				else {
					rooms.deliver(event);
				}
			}
			case CHANGED -> rooms.changed(event.room(), event.seq());
			case READ -> toIntimates(event, Map.of("type", "read", "room", event.room(), "seq", event.seq()));
			case TYPING -> toIntimates(event, Map.of("type", "typing", "room", event.room()));
			case JOINED -> aside(() -> joined(event));
			case LEFT -> left(event);
			case ROOM -> toAll(event, changed(event.room()));
			case OWN -> connections.of(event.member()).forEach(own -> own.send(changed(event.room())));
		}
	}

	private String changed(long room) {
		return write(Map.of("type", "room", "room", room));
	}

	private static void aside(Runnable work) {
		Thread.startVirtualThread(work);
	}

	private void toIntimates(RoomEvent event, Map<String, Object> frame) {
		var room = rooms.find(event.room());
		if (room != null && room.connections().size() <= INTIMATE) {
			aside(() -> room.tell(named(event.member(), frame), event.member(), null));
		}
	}

	private void toAll(RoomEvent event, String frame) {
		var room = rooms.find(event.room());
		if (room != null) {
			room.tell(frame, event.member(), null);
		}
	}

	private void joined(RoomEvent event) {
		connections.of(event.member()).forEach(connection -> enter(connection, event.room()));
		toAll(event, named(event.member(), Map.of("type", "member", "room", event.room(), "joined", true)));
	}

	private void enter(Connection connection, long room) {
		try {
			greeting.enter(connection, room);
		}
		catch (RuntimeException e) {
			// it comes again, and is told all
			connection.close(CloseCode.TOO_SLOW);
		}
	}

	/** Whoever leaves hears of it, and then nothing more. */
	private void left(RoomEvent event) {
		var gone = connections.of(event.member());
		gone.forEach(connection -> rooms.leave(event.room(), connection));
		aside(() -> {
			var frame = named(event.member(), Map.of("type", "member", "room", event.room(), "left", true));
			gone.forEach(connection -> connection.send(frame));
			toAll(event, frame);
		});
	}

	private String named(long member, Map<String, Object> frame) {
		var named = new TreeMap<>(frame);
		named.put("handle", handles.get(member, id -> jdbc.sql("select handle from member where id = :id").param("id", id)
				.query(String.class).optional().orElse("")));
		return write(named);
	}

	private String write(Map<String, Object> frame) {
		return mapper.writeValueAsString(frame);
	}

	/** Finds what was lost on the way, at the latest after some seconds: what was said, and who has left. */
	@Scheduled(fixedDelayString = "PT10S")
	public void anythingHappened() {
		var ids = rooms.all().stream().map(LiveRoom::id).toArray(Long[]::new);
		if (ids.length == 0) {
			return;
		}
		jdbc.sql("select id, last_seq from room where id = any(:ids)").param("ids", ids).query((ResultSet row) -> {
			rooms.reached(row.getLong("id"), row.getLong("last_seq"));
		});
	}

	/** Once a minute it is asked who is in which room still: an event of that may have been lost between nodes. */
	@Scheduled(fixedDelayString = "PT1M")
	void whoIsThere() {
		// before it is asked: who enters meanwhile is in neither
		var seated = rooms.all().stream().collect(Collectors.toMap(LiveRoom::id, LiveRoom::connections));
		if (seated.isEmpty()) {
			return;
		}
		var there = new HashMap<Long, Set<Long>>();
		jdbc.sql("select room_id, member_id from room_member where room_id = any(:rooms) and state = 'joined'")
				.param("rooms", seated.keySet().toArray(Long[]::new)).query((ResultSet row) -> {
					there.computeIfAbsent(row.getLong("room_id"), room -> new HashSet<>()).add(row.getLong("member_id"));
				});
		seated.forEach((room, connections) -> connections.stream()
				.filter(each -> !there.getOrDefault(room, Set.of()).contains(each.viewer().id()))
				.forEach(each -> rooms.leave(room, each)));
	}
}
