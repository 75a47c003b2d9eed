package dev.madang.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.madang.activity.Activity;
import dev.madang.activity.Follower;
import dev.madang.mail.Letters;
import dev.madang.platform.SiteUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes to moderators when something is reported, a letter an hour at most: who looks at the queue needs no second. */
@Component
class ModeratorLetters implements Follower {

	/** What is older was read too late: after a restore, say. */
	private static final Duration OLDEST = Duration.ofDays(1);

	private record Reader(String address, String name, String locale) {
	}

	private final JdbcClient jdbc;

	private final Letters letters;

	private final OpenReports open;

	private final SiteUrl site;

	private final boolean wanted;

	ModeratorLetters(JdbcClient jdbc, Letters letters, OpenReports open, SiteUrl site, ModerationProperties properties) {
		this.jdbc = jdbc;
		this.letters = letters;
		this.open = open;
		this.site = site;
		this.wanted = properties.letters();
	}

	@Override
	public String name() {
		return "moderator-letters";
	}

	@Override
	public void follow(List<Activity> batch) {
		var oldest = Instant.now().minus(OLDEST);
		if (wanted && batch.stream().anyMatch(row -> "report.filed".equals(row.verb()) && row.at().isAfter(oldest))
				&& jdbc.sql("update moderation_letter set sent_at = now() where sent_at < now() - interval '1 hour'")
						.update() > 0) {
			readers().forEach(reader -> letters.queue("reported", reader.address(), Locale.forLanguageTag(reader.locale()),
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
