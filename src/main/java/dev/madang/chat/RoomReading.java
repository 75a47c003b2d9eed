package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rooms. One is seen by its members, an open one by every member of the community. */
@Component
public class RoomReading {

	/** A counted number of messages that is more is not told apart. */
	public static final int MOST_UNREAD = 1000;

	/**
	 * A room of somebody's list.
	 *
	 * @param last its latest message, if there is one that they are shown
	 * @param unread how many they have not read, at most {@link #MOST_UNREAD}; 0 while they have yet to accept the room
	 * @param mentioned whether one of these names them
	 */
	public record Listed(Room room, @Nullable Last last, int unread, boolean mentioned) {
	}

	/** @param body empty where it is deleted */
	public record Last(long seq, Author author, String body, boolean deleted, boolean pictured, Instant at) {
	}

	/** Somebody who is in a room. */
	public record RoomMember(Author user, boolean owner, boolean asked, long readSeq, long id) {
	}

	/** How much somebody has not read, muted rooms left out. */
	public record UnreadMessages(int rooms, int messages) {
	}

	/** What is not shown: a direct room in which nothing was said, or nothing since it was deleted for oneself. */
	private static final String SHOWN = "(r.kind <> 'direct' or r.last_seq > m.from_seq)";

	private static final String UNREAD = "least(greatest(r.last_seq - greatest(m.read_seq, m.from_seq), 0), 1000)";

	private final JdbcClient jdbc;

	RoomReading(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One's rooms, that of the latest message first. */
	public Slice<Listed> list(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "rooms", 2);
		var rows = jdbc
				.sql("""
						select %s, x.seq, left(x.body, 300) as body, x.state as message_state, x.created_at,
						       a.handle as by_handle, a.name as by_name, a.picture as by_picture,
						       exists (select 1 from media_use u where u.kind = 'message' and u.subject_id = x.id) as pictured,
						       case when m.state = 'joined' then %s else 0 end as unread,
						       r.last_seq > m.read_seq and m.state = 'joined' and exists (
						         select 1 from message n
						         where n.room_id = r.id and n.seq > greatest(m.read_seq, m.from_seq) and n.mentioned <> '{}'
						           and :viewer = any(n.mentioned) and n.state = 'listed'
						           and n.author_id <> all(:hidden)) as mentioned
						from room r %s
						left join message x on x.room_id = r.id and x.seq = r.last_seq and x.seq > m.from_seq
						  and x.author_id <> all(:hidden) and (m.state = 'joined' or r.kind = 'direct')
						left join member a on a.id = x.author_id
						where r.id in (select room_id from room_member where member_id = :viewer) and %s %s
						order by r.last_at desc, r.id desc
						%s
						"""
						.formatted(Room.COLUMNS, UNREAD, Room.JOINS, SHOWN,
								part.after("(r.last_at, r.id) < (:time, :id)"), part.limit()))
				.param("viewer", viewer.id()).param("hidden", viewer.standing().hidden().toArray(Long[]::new))
				.param("time", part.time(0)).param("id", part.key(1)).query(RoomReading::listed).list();
		return Slice.of(rows, paging.limit(),
				last -> Cursor.of("rooms", Rows.micros(last.room().lastAt()), last.room().id()));
	}

	private static Listed listed(ResultSet row, int number) throws SQLException {
		var seq = Rows.optionalLong(row, "seq");
		var deleted = seq != null && !"listed".equals(row.getString("message_state"));
		return new Listed(Room.read(row, number),
				seq == null
						? null
						: new Last(seq,
								Author.of(row.getString("by_handle"), row.getString("by_name"), row.getString("by_picture")),
								deleted ? "" : row.getString("body"), deleted,
								row.getBoolean("pictured"), Rows.instant(row, "created_at")),
				row.getInt("unread"), row.getBoolean("mentioned"));
	}

	/** Open rooms by the beginning of a word of their names, those with the most members first. */
	public List<Room> open(Viewer viewer, @Nullable String words) {
		return jdbc.sql("""
				select %s from room r %s
				where r.kind = 'open' and r.state = 'open' and r.name ilike :words
				order by r.member_count desc, r.id desc
				limit 50
				""".formatted(Room.COLUMNS, Room.JOINS)).param("viewer", viewer.id())
				.param("words", "%" + Texts.escapeLike(Texts.orEmpty(words).strip()) + "%").query(Room::read).list();
	}

	/** A room that the viewer is in, or may enter. */
	public Optional<Room> find(Viewer viewer, long id) {
		return jdbc.sql("""
				select %s from room r %s
				where r.id = :id and (m.member_id is not null or r.kind = 'open' and r.state = 'open')
				""".formatted(Room.COLUMNS, Room.JOINS)).param("viewer", viewer.id()).param("id", id).query(Room::read)
				.optional();
	}

	/** @throws Problem 404 for one that is not the viewer's to know of */
	public Room get(Viewer viewer, long id) {
		return find(viewer, id).orElseThrow(Problem::notFound);
	}

	/** Who is in a room: the owners first, then by when they came; at most a thousand. */
	public List<RoomMember> members(long room) {
		return jdbc.sql("""
				select o.id, o.handle, o.name, o.picture, m.role, m.state, m.read_seq
				from room_member m join member o on o.id = m.member_id
				where m.room_id = :room
				order by m.role = 'owner' desc, m.joined_at, m.member_id
				limit 1000
				""").param("room", room)
				.query((ResultSet row, int number) -> new RoomMember(Author.read(row), "owner".equals(row.getString("role")),
						"asked".equals(row.getString("state")), row.getLong("read_seq"), row.getLong("id")))
				.list();
	}

	/** How much is unread in all rooms that are not muted. */
	public UnreadMessages unread(Viewer viewer) {
		return jdbc.sql("""
				select count(*)::integer as rooms, coalesce(sum(%s), 0)::integer as messages
				from room_member m join room r on r.id = m.room_id
				where m.member_id = :viewer and m.state = 'joined' and not m.muted
				  and r.last_seq > greatest(m.read_seq, m.from_seq)
				""".formatted(UNREAD)).param("viewer", viewer.id())
				.query((ResultSet row, int number) -> new UnreadMessages(row.getInt("rooms"), row.getInt("messages"))).single();
	}
}
