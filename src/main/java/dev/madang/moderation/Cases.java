package dev.madang.moderation;

import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.ClusterSignals;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts reports into the queue: one case for all that is said of a subject until it is decided. */
@Component
class Cases {

	/** On which processes tell each other that the number of open cases is another. */
	static final String TOPIC = "reports";

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	Cases(JdbcClient jdbc, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.signals = signals;
	}

	/**
	 * Adds a report within the caller's transaction, with its case if there is none that waits.
	 *
	 * @param reporter null for the program itself, whose reports hold a subject back
	 * @return the report's id
	 * @throws Problem 409 if this member has reported this before
	 */
	long add(Subject subject, @Nullable Long owner, @Nullable Long reporter, String reason, String detail) {
		try {
			var id = jdbc.sql("""
					with next as (
					  select nextval(pg_get_serial_sequence('report', 'id')) as id),
					joined as (
					  insert into report_case (id, kind, subject_id, owner_id, held)
					  select id, :kind, :subject, :owner, :held from next
					  on conflict (kind, subject_id) where decided_at is null
					  do update set report_count = report_case.report_count + 1, updated_at = now(),
					                held = report_case.held or excluded.held
					  returning id)
					insert into report (id, case_id, kind, subject_id, reporter_id, reason, detail)
					select next.id, joined.id, :kind, :subject, :reporter, :reason, :detail from next, joined
					returning id
					""").param("kind", subject.kind()).param("subject", subject.id()).param("owner", owner)
					.param("held", ReportForm.HELD.equals(reason)).param("reporter", reporter).param("reason", reason)
					.param("detail", detail).query(Long.class).single();
			signals.send(TOPIC, "");
			return id;
		}
		catch (DuplicateKeyException again) {
			throw Problem.conflict("already-reported");
		}
	}
}
