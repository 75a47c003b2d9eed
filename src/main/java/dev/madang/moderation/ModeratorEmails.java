package dev.madang.moderation;

import java.util.List;
import java.util.Locale;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.mail.MailQueue;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.SiteUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes to moderators when something is reported and nobody looks at it yet, an email an hour at most. */
@Component
class ModeratorEmails implements LogConsumer {

	private record Reader(String address, String name, String locale) {
	}

	private final JdbcClient jdbc;

	private final MailQueue mailQueue;

	private final OpenReports open;

	private final SiteUrl site;

	private final boolean wanted;

	ModeratorEmails(JdbcClient jdbc, MailQueue mailQueue, OpenReports open, SiteUrl site, ModerationProperties properties) {
		this.jdbc = jdbc;
		this.mailQueue = mailQueue;
		this.open = open;
		this.site = site;
		this.wanted = properties.emails();
	}

	@Override
	public String name() {
		return "moderator-emails";
	}

	@Override
	public boolean wants(EventType type) {
		return type.is("report", Action.FILED);
	}

	@Override
	public void consume(List<Activity> batch) {
		writeOfWhatCameSince();
	}

	/** What is reported within the hour after an email is told of when that is over, unless somebody looks at it already. */
	@Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
	@OnWorkers
	@Transactional
	void writeOfWhatCameSince() {
		if (wanted && jdbc.sql("""
				update moderation_email set sent_at = now()
				where sent_at < now() - interval '1 hour' and exists (
				  select 1 from report r join report_case c on c.id = r.case_id
				  where r.created_at > greatest(sent_at, now() - interval '1 day') and c.status = 'open')
				""").update() > 0) {
			readers().forEach(reader -> mailQueue.queue("reported", reader.address(), Locale.forLanguageTag(reader.locale()),
					site.of("/admin/reports?status=open"), reader.name(), open.count()));
		}
	}

	private List<Reader> readers() {
		return jdbc.sql("""
				select e.address, m.name, m.locale from member m join member_email e on e.member_id = m.id
				where m.role <> 'member' and m.withdrawn_at is null and e.main and e.confirmed_at is not null
				order by m.id
				limit 100
				""").query(Reader.class).list();
	}
}
