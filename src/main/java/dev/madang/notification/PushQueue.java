package dev.madang.notification;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import dev.madang.notification.PushClient.Receiver;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which browsers are to be told something: those whose member was told more than they were sent. It is in the database, one
 * row a browser however much there is, and a row is taken by one node at a time.
 */
@Component
class PushQueue {

	/** A browser that is to be told what is new behind a revision. */
	record Due(long id, long memberId, Receiver receiver, long sentUpTo, long dueUpTo, int attempts) {
	}

	static final String TOPIC = "push";

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	PushQueue(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.signals = signals;
	}

	/** Has the browsers of those told who were told something, with the caller's transaction. */
	void add(Collection<Long> members) {
		if (!members.isEmpty() && jdbc.sql("""
				update push_subscription set due_up_to = (select last_value from notification_revision)
				where member_id = any(:members)
				""").param("members", members.toArray(Long[]::new)).update() > 0) {
			signals.send(TOPIC, "");
		}
	}

	/** Takes the next one for longer than it may need; if nobody says by then what came of it, it is to be told again. */
	Optional<Due> take(Collection<Long> busyMembers) {
		return jdbc.sql("""
				update push_subscription set next_at = now() + interval '2 minutes'
				where id = (
				  select id from push_subscription
				  where due_up_to > sent_up_to and next_at <= now() and member_id <> all(:busy)
				  order by next_at limit 1 for update skip locked)
				returning id, member_id, endpoint, p256dh, auth, sent_up_to, due_up_to, attempts
				""").param("busy", busyMembers.toArray(Long[]::new))
				.query((row, number) -> new Due(row.getLong("id"), row.getLong("member_id"),
						new Receiver(row.getString("endpoint"), row.getBytes("p256dh"), row.getBytes("auth")),
						row.getLong("sent_up_to"), row.getLong("due_up_to"), row.getInt("attempts")))
				.optional();
	}

	/** Whom it belongs to; nobody, if they may not be here, or are no longer signed in there. */
	Optional<Addressee> addressee(Due due) {
		return jdbc.sql("""
				select %s
				from push_subscription p join member m on m.id = p.member_id
				where p.id = :id and p.member_id = :member and %s and %s
				""".formatted(Addressee.COLUMNS, Addressee.WELCOME, PushSubscriptions.SIGNED_IN)).param("id", due.id())
				.param("member", due.memberId()).query((ResultSet row, int number) -> Addressee.read(row)).optional();
	}

	/** It was told up to a revision, and rests for a while. */
	void done(Due due, long upTo, Duration rest) {
		jdbc.sql("""
				update push_subscription
				set sent_up_to = greatest(sent_up_to, :upTo), attempts = 0, next_at = now() + :rest * interval '1 second'
				where id = :id and member_id = :member
				""").param("id", due.id()).param("member", due.memberId()).param("upTo", upTo)
				.param("rest", rest.toSeconds()).update();
	}

	/** It was told up to a revision, and the rest of it did not arrive. */
	void later(Due due, long upTo, Duration pause) {
		jdbc.sql("""
				update push_subscription
				set sent_up_to = greatest(sent_up_to, :upTo), attempts = attempts + 1,
				    next_at = now() + :pause * interval '1 second'
				where id = :id and member_id = :member
				""").param("id", due.id()).param("member", due.memberId()).param("upTo", upTo)
				.param("pause", pause.toSeconds()).update();
	}

	/** Its push service knows it no longer. */
	void gone(Due due) {
		jdbc.sql("delete from push_subscription where id = :id and endpoint = :endpoint").param("id", due.id())
				.param("endpoint", due.receiver().endpoint()).update();
	}

	@Scheduled(fixedDelayString = "PT1H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from push_subscription p where not " + PushSubscriptions.SIGNED_IN).update();
	}
}
