package dev.madang.chat.socket;

import dev.madang.chat.Fanout;
import dev.madang.chat.RoomEvent;
import dev.madang.testing.Community;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says something in rooms by the way between nodes that a test has chosen, and not by the application's. */
public final class Sayings {

	private final JdbcClient jdbc;

	private final long author;

	public Sayings(Community community) {
		jdbc = community.jdbc();
		author = jdbc.sql("select id from member where handle = :handle").param("handle", community.aMember().handle())
				.query(Long.class).single();
	}

	public long author() {
		return author;
	}

	public long room() {
		return jdbc.sql("insert into room (kind, name) values ('group', '두 서버') returning id").query(Long.class).single();
	}

	/** Stores a message of which nobody is told. */
	public RoomEvent store(long room) {
		var seq = jdbc.sql("""
				with counted as (update room set last_seq = last_seq + 1 where id = :room returning last_seq)
				insert into message (room_id, seq, author_id, client_id, body)
				select :room, last_seq, :author, :client, '다른 서버에 계신 분들께' from counted
				returning seq
				""").param("room", room).param("author", author).param("client", Community.unique("said")).query(Long.class)
				.single();
		return new RoomEvent(RoomEvent.Kind.MESSAGE, room, author, seq,
				"{\"type\":\"message\",\"room\":" + room + ",\"seq\":" + seq + "}");
	}

	public RoomEvent say(Fanout fanout, long room) {
		var event = store(room);
		fanout.publish(event);
		return event;
	}
}
