package dev.madang.notification;

import java.sql.ResultSet;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.madang.board.Categories;
import dev.madang.mail.MailTransport;
import dev.madang.mail.MailQueue;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Standing;
import dev.madang.platform.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
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
class Digests {

	private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

	/** An email is read in a minute. */
	private static final int LINES = 20;

	private record Due(long sentUpTo, String token, String locale, String address, Viewer viewer) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Categories categories;

	private final Notifications notifications;

	private final Preferences preferences;

	private final Wording wording;

	private final MailQueue mailQueue;

	private final MailTransport transport;

	private final MessageSource messages;

	private final SiteUrl site;

	private final CommunityZone zone;

	private final Properties properties;

	Digests(JdbcClient jdbc, TransactionTemplate transaction, Categories categories, Notifications notifications,
			Preferences preferences, Wording wording, MailQueue mailQueue, MailTransport transport, MessageSource messages,
			SiteUrl site,
			CommunityZone zone, Properties properties) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.categories = categories;
		this.notifications = notifications;
		this.preferences = preferences;
		this.wording = wording;
		this.mailQueue = mailQueue;
		this.transport = transport;
		this.messages = messages;
		this.site = site;
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
		var rows = rows(due);
		if (!rows.isEmpty()) {
			write(due, rows);
		}
		jdbc.sql("update notification_digest set sent_on = :day, sent_up_to = :revision where member_id = :member")
				.param("day", day).param("revision", rows.isEmpty() ? due.sentUpTo() : rows.getFirst().revision())
				.param("member", due.viewer().id()).update();
	}

	/** Nothing, if the member may not be here, has not confirmed the address, or another node was faster. */
	private Optional<Due> due(long member, LocalDate day) {
		return jdbc.sql("""
				select d.sent_up_to, d.token, m.locale, e.address, m.id, m.handle, m.name, m.role,
				       array(select b.blocked_id from block b where b.member_id = m.id
				             union select b.member_id from block b where b.blocked_id = m.id) as hidden
				from notification_digest d join member m on m.id = d.member_id
				join member_email e on e.member_id = m.id and e.main and e.confirmed_at is not null
				where d.member_id = :member and d.every <> 'off'
				  and d.sent_on < case d.every when 'daily' then :day else :monday end
				  and m.withdrawn_at is null and not exists (
				    select 1 from member_state s
				    where s.member_id = m.id and s.state = 'suspended' and s.ended_at is null
				      and (s.until is null or s.until > now()))
				for update of d skip locked
				""").param("member", member).param("day", day).param("monday", monday(day))
				.query((ResultSet row, int number) -> new Due(row.getLong("sent_up_to"), row.getString("token"),
						row.getString("locale"), row.getString("address"),
						new Viewer(row.getLong("id"), row.getString("handle"), row.getString("name"),
								Role.of(row.getString("role")), 0, Standing.hiding(Set.copyOf(Rows.longs(row, "hidden"))))))
				.optional();
	}

	private List<Notification> rows(Due due) {
		var stored = preferences.stored(due.viewer().id());
		var kinds = Arrays.stream(NotificationKind.values())
				.filter(kind -> stored.getOrDefault(kind, Preferences.Channels.usual(kind)).mail()).map(NotificationKind::word)
				.toArray(String[]::new);
		var visibility = Visibility.of(due.viewer(), categories);
		return notifications.named(jdbc.sql("""
				select %s
				from notification n left join member a on a.id = n.actor_id %s
				left join post_version v on v.post_id = p.id and v.version = p.current_version
				where n.member_id = :member and n.read_at is null and n.revision > :after and n.kind = any(:kinds) and %s
				order by n.revision desc
				""".formatted(Notification.COLUMNS, Visibility.JOINS, Visibility.VISIBLE)).param("member", due.viewer().id())
				.param("after", due.sentUpTo()).param("kinds", kinds).param("readable", visibility.readable())
				.param("hidden", visibility.hidden()).query(Notification::read).list(), due.viewer());
	}

	private void write(Due due, List<Notification> rows) {
		var locale = Locale.forLanguageTag(due.locale());
		var lines = rows.stream().limit(LINES).map(row -> "• " + wording.of(row, locale)).collect(Collectors.joining("\n"));
		var more = rows.size() - LINES;
		mailQueue.queueWithWayOut("digest", due.address(), locale, site.of("/notifications"),
				site.of("/unsubscribe?token=" + due.token()), rows.size(), due.viewer().name(),
				more > 0 ? lines + "\n" + messages.getMessage("mail.digest.more", new Object[]{ more }, locale) : lines);
	}
}
