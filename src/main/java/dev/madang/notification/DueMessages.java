package dev.madang.notification;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.madang.platform.OnWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells members of what was said in their rooms some seconds ago, and not read: a row a room, which grows as long as it is unread.
 * A row of the queue is taken by one node at a time, in the transaction that tells.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class DueMessages {

	private static final Logger LOG = LoggerFactory.getLogger(DueMessages.class);

	/** So long one may take to say that one has read what is in front of one. */
	static final Duration PAUSE = Duration.ofSeconds(5);

	private static final int AT_ONCE = 200;

	/** Of a message {@code x} and a member {@code m} of its room: whom one does not want to meet one does not hear of. */
	private static final String HEARD = """
			x.room_id = m.room_id and x.seq > greatest(m.read_seq, m.from_seq) and x.state = 'listed' and x.author_id <> m.member_id
			and not exists (
			  select 1 from block b
			  where (b.member_id, b.blocked_id) in ((m.member_id, x.author_id), (x.author_id, m.member_id)))
			and not exists (
			  select 1 from member_state s
			  where s.member_id = x.author_id and s.state = 'suspended' and s.ended_at is null
			    and (s.until is null or s.until > now()))
			""";

	/**
	 * What a member {@code m} of a room of a {@code kind} has not read of what concerns them: how much, up to a hundred, since when, and
	 * the last of it.
	 */
	static final String NEWS = """
			cross join lateral (
			  select count(*)::integer as count, min(u.created_at) as since, max(u.seq) as seq
			  from (
			    (select x.seq, x.created_at from message x where m.kind = 'direct' and %1$s order by x.seq desc limit 100)
			    union all
			    (select x.seq, x.created_at from message x
			     where m.kind <> 'direct' and x.mentioned <> '{}' and m.member_id = any(x.mentioned) and %1$s
			     order by x.seq desc limit 100)) u) news
			""".formatted(HEARD);

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Waking waking;

	private final Inbox inbox;

	DueMessages(JdbcClient jdbc, TransactionTemplate transaction, Waking waking, Inbox inbox) {
		this.inbox = inbox;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.waking = waking;
	}

	@Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
	void look() {
		try {
			tell(Duration.ZERO);
		}
		catch (RuntimeException e) {
			LOG.warn("Notices of messages wait: {}", e.toString());
		}
	}

	/** @param ahead as if it were so much later */
	void tell(Duration ahead) {
		var some = AT_ONCE;
		while (some == AT_ONCE) {
			some = Objects.requireNonNull(transaction.execute(status -> tellSome(ahead)));
		}
	}

	private int tellSome(Duration ahead) {
		if (!inbox.tryLock()) {
			return 0;
		}
		// taken away first: whoever notes one of them again waits for this, and is not overlooked
		var due = jdbc.sql("""
				delete from message_notice where (member_id, room_id) in (
				  select member_id, room_id from message_notice
				  where due_at <= now() + :ahead * interval '1 second'
				  order by due_at limit :most for update skip locked)
				returning member_id || ' ' || room_id
				""").param("ahead", ahead.toSeconds()).param("most", AT_ONCE).query(String.class).list();
		if (!due.isEmpty()) {
			waking.told(tell(due, ahead));
		}
		return due.size();
	}

	/**
	 * Locks how far each has read: who reads at this moment is either not told, or finds the row and reads it. What was said just now
	 * is waited for; a request is told once.
	 */
	private List<Long> tell(List<String> due, Duration ahead) {
		return jdbc
				.sql("""
						with due as (
						  select split_part(d, ' ', 1)::bigint as member_id, split_part(d, ' ', 2)::bigint as room_id
						  from unnest(:due) as d),
						reader as (
						  select m.*, r.kind, r.state as room_state
						  from due join room_member m using (member_id, room_id)
						  join room r on r.id = m.room_id and (r.state = 'open' or r.state = 'waiting')
						  join member o on o.id = m.member_id and o.withdrawn_at is null
						  where not m.muted and (m.state = 'joined' or r.state = 'waiting')
						  order by m.room_id, m.member_id
						  for share of m),
						unread as (
						  select m.member_id, m.room_id, case m.kind when 'direct' then 'message' else 'mention' end as kind, m.room_state,
						         news.count, news.seq, news.since + :pause * interval '1 second' as due_at
						  from reader m %s
						  where news.count > 0),
						later as (
						  insert into message_notice (member_id, room_id, due_at)
						  select member_id, room_id, due_at from unread where due_at > now() + :ahead * interval '1 second'
						  on conflict (member_id, room_id) do update set due_at = least(message_notice.due_at, excluded.due_at))
						insert into notification
						  (member_id, kind, subject_kind, subject_id, actor_id, others, detail, in_page, created_at, message_seq)
						select u.member_id, u.kind, 'room', u.room_id, x.author_id, u.count - 1,
						       case u.room_state when 'waiting' then 'request' else '' end, coalesce(w.on_page, true), x.created_at, x.seq
						from unread u join message x on x.room_id = u.room_id and x.seq = u.seq
						left join notification_preference w on w.member_id = u.member_id and w.kind = u.kind
						where u.due_at <= now() + :ahead * interval '1 second' and coalesce(w.on_page or w.by_mail or w.by_push, true)
						  and not exists (
						    select 1 from notification n
						    where n.member_id = u.member_id and n.subject_kind = 'room' and n.subject_id = u.room_id and n.kind = u.kind
						      and n.message_seq >= u.seq)
						  and (u.room_state = 'open' or not exists (
						    select 1 from notification n
						    where n.member_id = u.member_id and n.subject_kind = 'room' and n.subject_id = u.room_id and n.post_id is null
						      and n.message_seq is not null))
						on conflict (member_id, subject_id, kind) where read_at is null and message_seq is not null
						do update set actor_id = excluded.actor_id, others = excluded.others, detail = excluded.detail,
						              in_page = excluded.in_page, created_at = excluded.created_at, message_seq = excluded.message_seq,
						              hidden = false, revision = nextval('notification_revision')
						  where notification.message_seq < excluded.message_seq
						returning member_id
						"""
						.formatted(NEWS))
				.param("due", due.toArray(String[]::new)).param("pause", PAUSE.toSeconds())
				.param("ahead", ahead.toSeconds()).query(Long.class).list();
	}
}
