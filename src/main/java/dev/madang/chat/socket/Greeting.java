package dev.madang.chat.socket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.madang.chat.Epoch;
import dev.madang.chat.MessageFrames;
import dev.madang.chat.MessageReading;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody is told who comes: how far their rooms are, and what they have missed in each that they name, in order. They sit
 * down first, and are told then: what is said meanwhile follows.
 */
@Component
class Greeting {

	/** More than so many missed messages are not sent: the client loads the room anew. */
	static final int MOST_MISSED = 500;

	private static final int AT_ONCE = 50;

	private static final String OF_MEMBER = """
			select m.room_id, r.last_seq, m.from_seq, m.read_seq
			from room_member m join room r on r.id = m.room_id
			where m.member_id = :member and m.state = 'joined'
			""";

	/** A room that somebody is in. */
	private record Seat(long room, long head, long from, long readUpTo) {

		static Seat read(ResultSet row, int number) throws SQLException {
			return new Seat(row.getLong("room_id"), row.getLong("last_seq"), row.getLong("from_seq"), row.getLong("read_seq"));
		}

		long unread(long at) {
			return Math.max(0, at - Math.max(from, readUpTo));
		}
	}

	/** A seat, and the position from which on it hears. */
	private record Settled(Seat seat, long at) {
	}

	/** Up to where somebody knows a room. */
	record Known(@Nullable String epoch, long seq) {
	}

	record Welcome(String type, String member, Map<Long, Position> rooms) {
	}

	record Position(String epoch, long seq, long read, long unread) {
	}

	record Reset(String type, long room, String epoch, long seq) {
	}

	private final JdbcClient jdbc;

	private final LiveRooms rooms;

	private final MessageReading reading;

	private final MessageFrames frames;

	private final JsonMapper mapper;

	private final Epoch epoch;

	private final Entrances entrances;

	Greeting(JdbcClient jdbc, LiveRooms rooms, MessageReading reading, MessageFrames frames, JsonMapper mapper, Epoch epoch,
			Entrances entrances) {
		this.entrances = entrances;
		this.jdbc = jdbc;
		this.rooms = rooms;
		this.reading = reading;
		this.frames = frames;
		this.mapper = mapper;
		this.epoch = epoch;
	}

	/** @param known the rooms that the client has, with their positions */
	void welcome(Connection connection, Map<Long, Known> known) {
		var settled = entrances.inTurn(() -> settle(connection));
		var positions = new LinkedHashMap<Long, Position>();
		settled.forEach(each -> positions.put(each.seat().room(),
				new Position(epoch.value(), each.at(), each.seat().readUpTo(), each.seat().unread(each.at()))));
		connection.send(mapper.writeValueAsString(new Welcome("welcome", connection.viewer().handle(), positions)));
		settled.forEach(each -> catchUp(connection, each.seat(), each.at(), known.get(each.seat().room())));
	}

	private List<Settled> settle(Connection connection) {
		var viewer = connection.viewer();
		jdbc.sql("select room_id from room_member where member_id = :member and state = 'joined'").param("member", viewer.id())
				.query(Long.class).list().forEach(id -> rooms.sit(id, connection));
		var seats = jdbc.sql(OF_MEMBER).param("member", viewer.id()).query(Seat::read).list();
		// whoever was shown out in between keeps no seat
		var still = seats.stream().map(Seat::room).collect(Collectors.toSet());
		List.copyOf(connection.rooms()).stream().filter(id -> !still.contains(id)).forEach(id -> rooms.leave(id, connection));
		return seats.stream().flatMap(seat -> settle(connection, seat).stream()).toList();
	}

	/** Nothing for who has no seat there any more. */
	private Optional<Settled> settle(Connection connection, Seat seat) {
		var room = rooms.find(seat.room());
		if (room == null || !connection.rooms().contains(seat.room())) {
			return Optional.empty();
		}
		// what was stored may be on its way to this node still
		rooms.catchUp(room, seat.head());
		return Optional.of(new Settled(seat, room.settle(connection, seat.head())));
	}

	private void catchUp(Connection connection, Seat seat, long at, @Nullable Known known) {
		if (known != null) {
			var from = Math.max(known.seq(), seat.from());
			if (!epoch.value().equals(known.epoch()) || known.seq() > Math.max(at, seat.head()) || at - from > MOST_MISSED) {
				connection.send(mapper.writeValueAsString(new Reset("reset", seat.room(), epoch.value(), at)));
			}
			else if (from < at) {
				missed(connection, seat.room(), from, at);
			}
		}
		var room = rooms.find(seat.room());
		if (room != null) {
			room.listen(connection);
		}
	}

	/** Some at a time, so that whoever reads them as they come is not too slow for all of them at once. */
	private void missed(Connection connection, long room, long from, long at) {
		for (var next = from; next < at && !connection.isOver(); next = Math.min(at, next + AT_ONCE)) {
			var until = Math.min(at, next + AT_ONCE);
			var after = next;
			entrances.inTurn(() -> frames.messages(
					reading.after(room, after, (int) (until - after)).stream().filter(message -> message.seq() <= until)
							.toList(),
					connection.viewer().standing().hidden())).forEach(connection::send);
			connection.awaitRoom();
		}
	}

	/** The same for one room into which they come later. */
	void enter(Connection connection, long room) {
		var joined = jdbc.sql(OF_MEMBER + " and m.room_id = :room").param("member", connection.viewer().id())
				.param("room", room);
		if (joined.query(Seat::read).optional().isEmpty() || !rooms.sit(room, connection)) {
			return;
		}
		joined.query(Seat::read).optional().ifPresentOrElse(
				seat -> settle(connection, seat).ifPresent(each -> catchUp(connection, seat, each.at(), null)),
				() -> rooms.leave(room, connection));
	}
}
