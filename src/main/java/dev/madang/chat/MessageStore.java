package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.media.Media;
import dev.madang.moderation.Screening;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores new messages; whether they may be said is a part of the statement that stores them. */
@Component
class MessageStore {

	/** So many messages wait with one who was not asked for, until it is accepted. */
	static final int WHILE_WAITING = 3;

	/** So far back a room in slow mode is looked through for the sender's last one. */
	private static final int SLOW_WINDOW = 500;

	static final ContentLife LIFE = new ContentLife(Action.ADDED, Action.REMOVED);

	/**
	 * What the database made of a message.
	 *
	 * @param about what it shows as a card
	 */
	record Stored(long id, long seq, Instant createdAt, RoomKind kind, int readers, @Nullable String about) {

		static Stored read(ResultSet row, int number) throws SQLException {
			return new Stored(row.getLong("id"), row.getLong("seq"), Rows.instant(row, "created_at"),
					RoomKind.of(row.getString("kind")), row.getInt("readers"), row.getString("about"));
		}
	}

	/** Of a room {@code r}: the two of a direct one do not block each other. */
	static final String MEET = "(r.kind <> 'direct' or r.low_id <> all(:hidden) and r.high_id <> all(:hidden))";

	private static final String INSERT = """
			with head as (
			  update room r set last_seq = last_seq + 1, last_at = now()
			  where r.id = :room and (r.state = 'open' or r.state = 'waiting' and r.last_seq < %d)
			    and exists (select 1 from room_member m where m.room_id = r.id and m.member_id = :author and m.state = 'joined')
			    and %s
			    and (r.slow_seconds = 0 or not exists (
			      select 1 from message s
			      where s.room_id = r.id and s.seq > r.last_seq - %d and s.author_id = :author
			        and s.created_at > now() - r.slow_seconds * interval '1 second'))
			  returning r.id, r.kind, r.last_seq, r.member_count as readers, (
			    select m.next_about from room_member m where m.room_id = r.id and m.member_id = :author) as next_about),
			new as (
			  insert into message (room_id, seq, author_id, client_id, body, reply_to, about, mentioned, state, taken_by)
			  select id, last_seq, :author, :client, :body,
			         (select :reply::bigint from room_member m
			          where m.room_id = id and m.member_id = :author and m.from_seq < :reply::bigint and :reply::bigint < last_seq),
			         coalesce(:about, next_about), :mentioned, :state, :by
			  from head
			  returning id, seq, created_at, about),
			seen as (
			  update room_member m set read_seq = head.last_seq,
			      next_about = case when :about::text is null then null else m.next_about end
			  from head where m.room_id = head.id and m.member_id = :author),
			logged as (%s, new)
			select new.id, new.seq, new.created_at, new.about, head.kind, head.readers from new, head
			"""
			.formatted(WHILE_WAITING, MEET, SLOW_WINDOW, ActivityLog.insert("'message:' || new.id"));

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Media media;

	private final Screening screening;

	private final MessageRules rules;

	MessageStore(JdbcClient jdbc, ActivityLog log, Media media, Screening screening, MessageRules rules) {
		this.screening = screening;
		this.rules = rules;
		this.jdbc = jdbc;
		this.log = log;
		this.media = media;
	}

	/** One statement: the room's next seq, the message and the entry of the log; nothing where it may not be said. */
	Optional<Stored> store(Viewer viewer, long room, MessageForm form, List<Long> mentioned, Step step) {
		var entry = log.entry(viewer, LIFE.begun(step.state()).getFirst(), new Subject("message", 0), Map.of("room", room));
		var stored = jdbc.sql(INSERT).params(entry.parameters()).param("room", room).param("author", viewer.id())
				.param("hidden", viewer.standing().hidden().toArray(Long[]::new)).param("client", form.clientId())
				.param("body", form.body()).param("reply", form.replyTo()).param("about", form.about())
				.param("mentioned", mentioned.toArray(Long[]::new)).param("state", step.state().word())
				.param("by", step.byWord()).query(Stored::read).optional();
		stored.ifPresent(message -> log.written(entry.of(new Subject("message", message.id()))));
		return stored;
	}

	/**
	 * With what a message may bring besides: pictures, a count of what a newcomer writes, and, where everybody may enter, a case for
	 * moderators. What is said among those who chose each other is looked at only when one of them reports it.
	 *
	 * @throws Problem where it may not be said: then it is not counted either
	 */
	@Transactional
	public Stored storeWithMore(Viewer viewer, Room room, MessageForm form, List<Long> mentioned) {
		var verdict = screening.check(viewer, "message", Texts.orEmpty(form.body()), "body");
		var held = room.isOpen() && verdict.holdsForReview();
		var stored = store(viewer, room.id(), form, mentioned, held ? Step.HELD : Step.LISTED)
				.orElseThrow(() -> rules.objection(viewer, room.id()));
		var subject = new Subject("message", stored.id());
		media.attach(viewer, subject, form.mediaIds() == null ? List.of() : form.mediaIds(), "mediaIds");
		if (held) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return stored;
	}
}
