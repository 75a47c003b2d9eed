package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.platform.Batches;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The statement that stores messages, one or many: whether each may be said is a part of it, and so is what the log is told. The
 * rows of their rooms are locked from the first to the last, so that numbers follow each other.
 */
@Component
class MessageInsert {

	/** A message that is to be stored. */
	record Draft(Viewer viewer, long room, MessageForm form, List<Long> mentioned, Step step) {
	}

	/**
	 * What the database made of a message.
	 *
	 * @param about what it shows as a card
	 */
	record Stored(long id, long seq, Instant createdAt, RoomKind kind, int readers, @Nullable String about) {

		static Stored read(ResultSet row) throws SQLException {
			return new Stored(row.getLong("id"), row.getLong("seq"), Rows.instant(row, "created_at"),
					RoomKind.of(row.getString("kind")), row.getInt("readers"), row.getString("about"));
		}
	}

	/** So many messages wait with one who was not asked for, until it is accepted. */
	static final int WHILE_WAITING = 3;

	/** So far back a room in slow mode is looked through for the sender's last one. */
	private static final int SLOW_WINDOW = 500;

	static final ContentLife LIFE = new ContentLife(Action.ADDED, Action.REMOVED);

	/** Of a room {@code r}: the two of a direct one do not block each other. */
	static final String MEET = "(r.kind <> 'direct' or r.low_id <> all(:hidden) and r.high_id <> all(:hidden))";

	private static final String WAITING = statement("");

	private static final String UNLOCKED = statement("skip locked");

	/**
	 * Within it {@code own} counts the messages of one sender in a room, and {@code n} all that are asked for.
	 *
	 * @param locked what becomes of rows that are locked: a batch waits for none, because many would wait with it
	 */
	private static String statement(String locked) {
		return """
				with asked as (
				  select * from unnest(:rooms, :authors, :clients, :bodies, :replies::bigint[], :abouts::text[], :mentioned, :hidden,
				      :states, :takers::text[]) with ordinality
				      as a (room, author, client, body, reply, about, mentioned, hidden, state, taken_by, n)),
				locked as (
				  select id, kind, state, last_seq, low_id, high_id, slow_seconds, member_count
				  from room where id = any(:rooms) order by id for no key update %1$s),
				seats as (
				  select room_id, member_id, state, from_seq, next_about from room_member
				  where (room_id, member_id) in (select room, author from asked) for no key update %1$s),
				authors as (select id from member where id = any(:authors) order by id for key share %1$s),
				said as (
				  select a.*, r.kind, r.state as room_state, r.last_seq, r.member_count, r.slow_seconds, m.from_seq, m.next_about,
				         row_number() over (partition by a.room, a.author order by n) as own
				  from asked a join locked r on r.id = a.room join authors on authors.id = a.author
				  join seats m on m.room_id = a.room and m.member_id = a.author and m.state = 'joined'
				  where r.state in ('open', 'waiting') and %2$s
				    and (r.slow_seconds = 0 or not exists (
				      select 1 from message s
				      where s.room_id = r.id and s.seq > r.last_seq - %3$d and s.author_id = a.author
				        and s.created_at > now() - r.slow_seconds * interval '1 second'))),
				numbered as (
				  select *, last_seq + row_number() over (partition by room order by n) as seq
				  from said where slow_seconds = 0 or own = 1),
				head as (select * from numbered where room_state = 'open' or seq <= %4$d),
				counted as (
				  update room r set last_seq = h.seq, last_at = now()
				  from (select room, max(seq) as seq from head group by room) h where r.id = h.room),
				new as (
				  insert into message (room_id, seq, author_id, client_id, body, reply_to, about, mentioned, state, taken_by)
				  select room, seq, author, client, body, case when from_seq < reply and reply < seq then reply end,
				         coalesce(about, case own when 1 then next_about end), mentioned::bigint[], state, taken_by
				  from head
				  returning id, room_id, seq, author_id, created_at, about),
				seen as (
				  update room_member m
				  set read_seq = h.seq, next_about = case when h.takes then null else m.next_about end
				  from (select room, author, max(seq) as seq, bool_or(own = 1 and about is null) as takes
				        from head group by room, author) h
				  where m.room_id = h.room and m.member_id = h.author),
				logged as (%5$s, new)
				select h.n, new.id, new.seq, new.created_at, new.about, h.kind, h.member_count as readers
				from new join head h on h.room = new.room_id and h.seq = new.seq
				"""
				.formatted(locked, MEET.replace(":hidden", "a.hidden::bigint[]"), SLOW_WINDOW, WHILE_WAITING,
						ActivityLog.insert("new.author_id", "'message:' || new.id", "jsonb_build_object('room', new.room_id)"));
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	MessageInsert(JdbcClient jdbc, ActivityLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	/**
	 * Stores those that may be said, in one step: all of them begin alike.
	 *
	 * @param waits whether it waits for rows that are locked, of a room, a seat or a sender; otherwise nothing is stored there
	 * @return what was stored, by its place among the drafts
	 */
	Map<Integer, Stored> store(List<Draft> drafts, boolean waits) {
		var action = LIFE.begun(drafts.getFirst().step().state()).getFirst();
		var stored = new HashMap<Integer, Stored>();
		jdbc.sql(waits ? WAITING : UNLOCKED).param("verb", new EventType("message", action).toString())
				.param("rooms", Batches.column(drafts, Draft::room, Long[]::new))
				.param("authors", Batches.column(drafts, draft -> draft.viewer().id(), Long[]::new))
				.param("clients", Batches.column(drafts, draft -> draft.form().clientId(), String[]::new))
				.param("bodies", Batches.column(drafts, draft -> draft.form().body(), String[]::new))
				.param("replies", Batches.column(drafts, draft -> draft.form().replyTo(), Long[]::new))
				.param("abouts", Batches.column(drafts, draft -> draft.form().about(), String[]::new))
				.param("mentioned", Batches.column(drafts, draft -> Batches.ids(draft.mentioned()), String[]::new))
				.param("hidden",
						Batches.column(drafts, draft -> Batches.ids(draft.viewer().standing().hidden()), String[]::new))
				.param("states", Batches.column(drafts, draft -> draft.step().state().word(), String[]::new))
				.param("takers", Batches.column(drafts, draft -> draft.step().byWord(), String[]::new))
				.query((ResultSet row) -> {
					stored.put(row.getInt("n") - 1, Stored.read(row));
				});
		stored.forEach((place, message) -> log.written(new EventType("message", action), new Subject("message", message.id()),
				Map.of("room", drafts.get(place).room())));
		return stored;
	}
}
