package dev.madang.notification;

import java.sql.ResultSet;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

import dev.madang.mail.MailTransport;
import dev.madang.notification.Preferences.Channels;
import dev.madang.page.CommunityZone;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an email a day or a week to whoever asked for it, if there is something new that they have not read. Its day is
 * noted in the transaction that queues it, by one node at a time, so that none is sent twice.
 */
@Component
@ConditionalOnWebApplication
@OnWorkers
class Digests {

	private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

	private record Due(long sentUpTo, DigestEmail.Recipient recipient, Viewer viewer) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final UnreadSince news;

	private final DigestEmail email;

	private final MailTransport transport;

	private final CommunityZone zone;

	private final Properties properties;

	Digests(JdbcClient jdbc, TransactionTemplate transaction, UnreadSince news, DigestEmail email, MailTransport transport,
			CommunityZone zone, Properties properties) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.news = news;
		this.email = email;
		this.transport = transport;
		this.zone = zone;
		this.properties = properties;
	}

	@Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
	void look() {
		look(ZonedDateTime.now(zone.zone()));
	}

	/** Where emails reach nobody, none is written: digests would bury those that an admin hands on. */
	void look(ZonedDateTime now) {
		if (transport.reachesPeople() && !now.toLocalTime().isBefore(properties.digestAt())) {
			send(now.toLocalDate());
		}
	}

	/** Sends what is due on a day, each in a transaction of its own; one that fails waits for the next look. */
	void send(LocalDate day) {
		try {
			for (var members = dueOn(day, 0); !members.isEmpty(); members = dueOn(day, members.getLast())) {
				members.forEach(member -> send(day, member));
			}
		}
		catch (RuntimeException e) {
			LOG.warn("Digests wait: {}", e.toString());
		}
	}

	private List<Long> dueOn(LocalDate day, long after) {
		return jdbc.sql("""
				select member_id from notification_digest
				where every <> 'off' and sent_on < case every when 'daily' then :day else :monday end and member_id > :after
				order by member_id limit 500
				""").param("day", day).param("monday", monday(day)).param("after", after).query(Long.class).list();
	}

	private static LocalDate monday(LocalDate day) {
		return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private void send(LocalDate day, long member) {
		try {
			transaction.executeWithoutResult(status -> due(member, day).ifPresent(due -> finish(day, due)));
		}
		catch (CannotCreateTransactionException databaseIsAway) {
			throw databaseIsAway;
		}
		catch (RuntimeException e) {
			LOG.warn("The digest of member {} waits: {}", member, e.toString());
		}
	}

	private void finish(LocalDate day, Due due) {
		var rows = news.of(due.viewer(), due.sentUpTo(), Channels::mail, Retention.MOST);
		if (!rows.isEmpty()) {
			email.queue(due.recipient(), rows);
		}
		jdbc.sql("update notification_digest set sent_on = :day, sent_up_to = :revision where member_id = :member")
				.param("day", day).param("revision", rows.isEmpty() ? due.sentUpTo() : rows.getFirst().revision())
				.param("member", due.viewer().id()).update();
	}

	/** Nothing, if the member may not be here, has not confirmed the address, or another node was faster. */
	private Optional<Due> due(long member, LocalDate day) {
		return jdbc.sql("""
				select %s, d.sent_up_to, d.token, e.address
				from notification_digest d join member m on m.id = d.member_id
				join member_email e on e.member_id = m.id and e.main and e.confirmed_at is not null
				where d.member_id = :member and d.every <> 'off'
				  and d.sent_on < case d.every when 'daily' then :day else :monday end and %s
				for update of d skip locked
				""".formatted(Addressee.COLUMNS, Addressee.WELCOME)).param("member", member).param("day", day)
				.param("monday", monday(day)).query((ResultSet row, int number) -> {
					var addressee = Addressee.read(row);
					return new Due(row.getLong("sent_up_to"), new DigestEmail.Recipient(addressee.viewer().name(),
							row.getString("address"), row.getString("locale"), row.getString("token")), addressee.viewer());
				}).optional();
	}
}
