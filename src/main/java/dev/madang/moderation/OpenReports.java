package dev.madang.moderation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.page.Alert;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.ClusterSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many cases wait, on every page of a moderator; counted again only after something has changed. */
@Component
class OpenReports implements Alert {

	private static final long UNKNOWN = -1;

	private final JdbcClient jdbc;

	private final AtomicLong open = new AtomicLong(UNKNOWN);

	private final AtomicLong changes = new AtomicLong();

	OpenReports(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		signals.on(Cases.TOPIC, word -> {
			changes.incrementAndGet();
			open.set(UNKNOWN);
		});
	}

	@Override
	public Optional<Box.Link> alert(Page page) {
		var n = count();
		return n == 0
				? Optional.empty()
				: Optional.of(new Box.Link("/admin/reports?status=open", page.t("reports.open-now", n),
						page.number(n)));
	}

	/** What was counted before a change must not be remembered after it. */
	long count() {
		var known = open.get();
		if (known != UNKNOWN) {
			return known;
		}
		var before = changes.get();
		var counted = jdbc.sql("select count(*) from report_case where status = 'open'").query(Long.class).single();
		open.set(counted);
		if (changes.get() != before) {
			open.set(UNKNOWN);
		}
		return counted;
	}
}
