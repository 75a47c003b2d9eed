package dev.madang.chat;

import java.util.List;

import dev.madang.chat.RoomEvent.Kind;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a room is to one of its members alone: up to where they have read, and whether they are told of it. */
@Component
public class OwnRooms {

	private final JdbcClient jdbc;

	private final RoomReading reading;

	private final Fanout fanout;

	private final List<WhenRead> whenRead;

	OwnRooms(JdbcClient jdbc, RoomReading reading, Fanout fanout, List<WhenRead> whenRead) {
		this.whenRead = whenRead;
		this.jdbc = jdbc;
		this.reading = reading;
		this.fanout = fanout;
	}

	/**
	 * Marks a room as read up to a message; what was read stays read.
	 *
	 * @throws Problem 404 for whoever is not in it
	 */
	public void read(Viewer viewer, long id, long seq) {
		var read = jdbc.sql("""
				update room_member m set read_seq = least(:seq, r.last_seq)
				from room r
				where r.id = m.room_id and m.room_id = :room and m.member_id = :member and m.state = 'joined'
				  and m.read_seq < least(:seq, r.last_seq)
				returning m.read_seq
				""").param("room", id).param("member", viewer.id()).param("seq", seq).query(Long.class).optional();
		if (read.isPresent()) {
			fanout.publish(new RoomEvent(Kind.READ, id, viewer.id(), read.get()));
			whenRead.forEach(each -> each.read(viewer.id(), id, read.get()));
		}
		else {
			requireJoined(viewer, id);
			// what one wrote oneself has moved it already
			whenRead.forEach(each -> each.read(viewer.id(), id, seq));
		}
	}

	/**
	 * Has one told of what is said in a room no more, or again.
	 *
	 * @throws Problem 404 for whoever is not in it
	 */
	public void mute(Viewer viewer, long id, boolean on) {
		requireJoined(viewer, id);
		jdbc.sql("update room_member set muted = :on where room_id = :room and member_id = :member").param("room", id)
				.param("member", viewer.id()).param("on", on).update();
		fanout.publish(new RoomEvent(Kind.OWN, id, viewer.id(), 0));
	}

	private void requireJoined(Viewer viewer, long id) {
		if (!reading.get(viewer, id).isJoined()) {
			throw Problem.notFound();
		}
	}
}
