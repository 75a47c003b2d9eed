package dev.madang.notification;

import java.util.List;

import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.chat.WhenRead;
import dev.madang.platform.AfterCommit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells of what is said in rooms: the other of a direct one, and whom a message names; and who is invited into one. A client whose room is in front of its
 * member says at once that it is read, so it is noted here who is to be told, and {@link DueMessages} tells them some seconds later if
 * they have not read it by then. Where nobody is named in a group nothing is written.
 */
@Component
class MessageNotices implements WhenRead {

	private final JdbcClient jdbc;

	/** What a row says that is of an invitation and not of a message. */
	static final String INVITATION = "invitation";

	private final Recipients recipients;

	private final Inbox inbox;

	private final UnreadCounts counts;

	private final Waking waking;

	private final JsonMapper mapper;

	MessageNotices(JdbcClient jdbc, Recipients recipients, Inbox inbox, UnreadCounts counts, Waking waking,
			JsonMapper mapper) {
		this.recipients = recipients;
		this.inbox = inbox;
		this.mapper = mapper;
		this.jdbc = jdbc;
		this.counts = counts;
		this.waking = waking;
	}

	private static boolean isSaid(Activity activity) {
		return activity.type().is("message", Action.ADDED) || activity.type().is("message", Action.LISTED)
				|| activity.type().is("message", Action.EDITED);
	}

	/** Notes who is to be told of the messages among some rows of the log; who wrote one has read what was there. */
	List<Long> said(List<Activity> batch) {
		var ids = batch.stream().filter(MessageNotices::isSaid).map(activity -> activity.about().id()).distinct()
				.toArray(Long[]::new);
		if (ids.length == 0) {
			return List.of();
		}
		// first, as DueMessages does: of two that take the same rows in another order one would have to give up
		jdbc.sql("""
				insert into message_notice (member_id, room_id, due_at)
				select m.member_id, m.room_id, min(s.created_at) + :pause * interval '1 second'
				from (
				  select x.room_id, x.seq, x.author_id, x.created_at,
				         case when r.kind <> 'direct' then x.mentioned
				              when r.low_id = x.author_id then array[r.high_id] else array[r.low_id] end as concerned
				  from message x join room r on r.id = x.room_id and r.state in ('open', 'waiting')
				  where x.id = any(:ids) and x.state = 'listed') s
				cross join unnest(s.concerned) as c (id)
				join room_member m on m.room_id = s.room_id and m.member_id = c.id
				where m.member_id <> s.author_id and not m.muted and s.seq > greatest(m.read_seq, m.from_seq)
				group by m.member_id, m.room_id
				order by m.member_id, m.room_id
				on conflict (member_id, room_id) do nothing
				""").param("ids", ids).param("pause", DueMessages.PAUSE.toSeconds()).update();
		return jdbc.sql("""
				update notification n set read_at = now()
				from message x
				where x.id = any(:ids) and n.member_id = x.author_id and n.subject_id = x.room_id and n.message_seq < x.seq
				  and n.read_at is null
				returning n.member_id
				""").param("ids", ids).query(Long.class).list();
	}

	/** Of a message that is not there any more nobody is told; who was told of others with it still is of these. */
	List<Long> gone(long message) {
		return jdbc.sql("""
				with gone as (select room_id, seq from message where id = :id and state <> 'listed'),
				row as (
				  select n.id, n.read_at is not null as is_read, m.*, r.kind
				  from gone g join notification n on n.post_id is null and n.subject_kind = 'room' and n.subject_id = g.room_id
				    and (n.message_seq = g.seq or n.message_seq > g.seq and n.read_at is null)
				  join room r on r.id = g.room_id
				  join room_member m on m.room_id = g.room_id and m.member_id = n.member_id),
				rest as (
				  select m.id, m.is_read, news.count, last.author_id, last.seq
				  from row m %s
				  left join message last on last.room_id = m.room_id and last.seq = news.seq),
				kept as (
				  update notification n set actor_id = rest.author_id, message_seq = rest.seq, others = rest.count - 1
				  from rest where n.id = rest.id and rest.count > 0 and not rest.is_read
				  returning n.member_id),
				dropped as (
				  delete from notification n using rest where n.id = rest.id and (rest.count = 0 or rest.is_read)
				  returning n.member_id)
				select member_id from kept union select member_id from dropped
				""".formatted(DueMessages.NEWS)).param("id", message).query(Long.class).list();
	}

	/** Somebody was brought into a group or an open room, or asked into it, and still is. */
	List<Long> invited(Activity activity) {
		var member = member(activity);
		var actor = activity.actorId();
		if (actor == null || actor == member || !jdbc.sql("""
				select exists (
				  select 1 from room_member where room_id = :room and member_id = :member and invited_by = :actor)
				""").param("room", activity.about().id()).param("member", member).param("actor", actor).query(Boolean.class)
				.single()) {
			return List.of();
		}
		var cause = new NotificationCause(activity.about(), null, actor, activity.at());
		return inbox.tell(recipients.of(new Candidates().add(member, NotificationKind.MESSAGE, INVITATION), cause, actor,
				Audience.EVERYBODY), cause);
	}

	private long member(Activity activity) {
		return mapper.readTree(activity.detail()).path("member").asLong();
	}

	/** Who is not in a room any more is told of it no more. */
	List<Long> left(Activity activity) {
		return jdbc.sql("""
				delete from notification
				where member_id = :member and subject_kind = 'room' and subject_id = :room and kind in ('message', 'mention')
				returning member_id
				""").param("member", member(activity)).param("room", activity.about().id()).query(Long.class).list();
	}

	@Override
	@Transactional
	public void read(long member, long room, long seq) {
		if (jdbc.sql("""
				update notification set read_at = now()
				where member_id = :member and subject_kind = 'room' and subject_id = :room and kind in ('message', 'mention')
				  and coalesce(message_seq, 0) <= :seq and read_at is null
				""").param("member", member).param("room", room).param("seq", seq).update() > 0) {
			waking.wake(List.of(member));
			AfterCommit.run(() -> counts.forget(member));
		}
	}
}
