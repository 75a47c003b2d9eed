package dev.madang.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.madang.chat.MessageInsert.Stored;
import dev.madang.content.ContentState;
import dev.madang.member.Author;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads messages, the newest last. A member of a room sees what came after they did, or all of an open one; who has yet to accept a
 * group sees nothing.
 */
@Component
public class MessageReading {

	/** So many one gets at once. */
	public static final int MOST = 100;

	private static final String SELECT = "select " + Message.COLUMNS + " from message x " + Message.JOINS;

	private final JdbcClient jdbc;

	MessageReading(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What a room said before one of its messages; at the end of it for null. */
	public List<Message> before(Room room, @Nullable Long seq, int limit) {
		return jdbc.sql(SELECT + """
				where x.room_id = :room and x.seq < :seq and x.seq > :from
				order by x.seq desc
				limit :limit
				""").param("room", room.id()).param("seq", seq == null ? Long.MAX_VALUE : seq).param("from", from(room))
				.param("limit", limit).query(Message::read).list().reversed();
	}

	/** What it said after one. */
	public List<Message> after(Room room, long seq, int limit) {
		return after(room.id(), Math.max(seq, from(room)), limit);
	}

	/** The same for whoever asks for everybody who is there. */
	public List<Message> after(long room, long seq, int limit) {
		return jdbc.sql(SELECT + """
				where x.room_id = :room and x.seq > :seq
				order by x.seq
				limit :limit
				""").param("room", room).param("seq", seq).param("limit", limit).query(Message::read).list();
	}

	/** One and what stands around it. */
	public List<Message> around(Room room, long seq, int limit) {
		var all = new ArrayList<>(before(room, seq, limit / 2));
		all.addAll(after(room, seq - 1, limit - limit / 2));
		return all;
	}

	private static long from(Room room) {
		if (!room.isReadable()) {
			return Long.MAX_VALUE;
		}
		return room.own() == null ? 0 : room.own().fromSeq();
	}

	/** One message of a room. */
	public Optional<Message> find(long room, long seq) {
		return jdbc.sql(SELECT + "where x.room_id = :room and x.seq = :seq").param("room", room).param("seq", seq)
				.query(Message::read).optional();
	}

	/** The members of a room who are not shown one of its messages. */
	public Set<Long> whoCameAfter(long room, long seq) {
		return jdbc.sql("select member_id from room_member where room_id = :room and from_seq >= :seq").param("room", room)
				.param("seq", seq).query(Long.class).set();
	}

	/** @throws Problem 404 who is not in its room, or came later */
	public Message get(Viewer viewer, long id) {
		return jdbc.sql(SELECT + """
				join room_member m on m.room_id = x.room_id and m.member_id = :viewer and m.state = 'joined'
				where x.id = :id and x.seq > m.from_seq
				""").param("id", id).param("viewer", viewer.id()).query(Message::read).optional()
				.orElseThrow(Problem::notFound);
	}

	/** One, whoever asks: they answer for it. */
	Optional<Message> find(long id) {
		return jdbc.sql(SELECT + "where x.id = :id").param("id", id).query(Message::read).optional();
	}

	/** What somebody sent already. */
	Optional<Message> byClient(Viewer viewer, String clientId) {
		return jdbc.sql(SELECT + "where x.author_id = :author and x.client_id = :client").param("author", viewer.id())
				.param("client", clientId).query(Message::read).optional();
	}

	/** What was just stored, where it is all known. */
	static Message ofStored(Viewer viewer, long room, MessageForm form, Stored stored) {
		return new Message(stored.id(), room, stored.seq(), viewer.id(),
				new Author(viewer.handle(), viewer.name(), viewer.standing().picture()), String.valueOf(form.clientId()),
				Texts.orEmpty(form.body()), null, stored.about() == null ? null : Subject.parse(stored.about()), List.of(),
				ContentState.LISTED, 1, stored.createdAt(), null);
	}

	/** Up to where each member of a room has read. */
	public List<Long> positions(long room) {
		return jdbc.sql("select read_seq from room_member where room_id = :room and state = 'joined' limit 200")
				.param("room", room).query((row, number) -> row.getLong("read_seq")).list();
	}
}
