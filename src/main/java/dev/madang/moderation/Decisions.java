package dev.madang.moderation;

import java.util.LinkedHashMap;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What moderators do with a case: claim it, leave it, resolve or reject it with what follows, all in one transaction. A
 * decision is for all reports of the case, and is not changed again; with it go the words of reporters who have left.
 */
@Component
public class Decisions {

	private record Filed(long id, @Nullable Long reporterId) {
	}

	private final JdbcClient jdbc;

	private final Queue queue;

	private final Claims claims;

	private final Sanctions sanctions;

	private final ActivityLog log;

	private final ClusterSignals signals;

	Decisions(JdbcClient jdbc, Queue queue, Claims claims, Sanctions sanctions, ActivityLog log, ClusterSignals signals) {
		this.jdbc = jdbc;
		this.queue = queue;
		this.claims = claims;
		this.sanctions = sanctions;
		this.log = log;
		this.signals = signals;
	}

	/**
	 * Changes the case to which a report belongs.
	 *
	 * @throws Problem 404; 409 {@code already-decided}, {@code not-claimed}, or {@code claimed-by-another} unless an admin
	 *             asks; 403 over one's own, if anybody else could decide or there is to be an action, or where the viewer may not
	 *             act on the member; 422
	 */
	@Transactional
	public ReportCase change(Viewer viewer, long reportId, Decision decision) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
		decision.check().done();
		jdbc.sql("""
				select c.id from report_case c where c.id = (select case_id from report where id = :id) for no key update
				""").param("id", reportId).query().listOfRows();
		var of = queue.get(reportId);
		require(viewer, of, decision);
		switch (String.valueOf(decision.status())) {
			case "open" -> claims.leave(of);
			case "reviewing" -> claims.claim(viewer, of);
			default -> decide(viewer, of, decision);
		}
		signals.send(Cases.TOPIC, "");
		return queue.get(reportId);
	}

	private void require(Viewer viewer, ReportCase of, Decision decision) {
		if (of.isDecided()) {
			throw Problem.conflict("already-decided");
		}
		if (viewer.is(of.ownerId()) && (decision.action() != null || !isAlone(viewer))) {
			throw Problem.forbidden("not-over-them");
		}
		claims.requireFree(viewer, of);
	}

	/**
	 * Shows again what a decision hid; the decision stays as it was.
	 *
	 * @throws Problem 404; 409 {@code not-decided} or {@code nothing-to-restore}; 403 over one's own, or where the viewer may not; 422 for a
	 *             kind that is never hidden
	 */
	@Transactional
	public ReportCase restore(Viewer viewer, long reportId) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
		var of = queue.get(reportId);
		if (!of.isDecided()) {
			throw Problem.conflict("not-decided");
		}
		if (viewer.is(of.ownerId())) {
			throw Problem.forbidden("not-over-them");
		}
		if (!sanctions.show(viewer, of, "")) {
			throw Problem.conflict("nothing-to-restore");
		}
		return of;
	}

	/** Whether nobody else could decide. */
	private boolean isAlone(Viewer viewer) {
		return jdbc.sql("select not exists (select 1 from member where role <> 'member' and id <> :viewer)")
				.param("viewer", viewer.id()).query(Boolean.class).single();
	}

	private void decide(Viewer viewer, ReportCase of, Decision decision) {
		var end = sanctions.end(of, decision);
		if ("resolved".equals(decision.status())) {
			sanctions.apply(viewer, of, decision, end);
		}
		else if (of.held()) {
			sanctions.show(viewer, of, decision.answer());
		}
		jdbc.sql("""
				update report_case
				set status = :status, action = :action, until = :until, resolution = :resolution, decided_by_id = :by,
				    decided_at = now()
				where id = :id
				""").param("status", decision.status()).param("action", decision.action())
				.param("until", end == null ? null : Rows.ofMicros(Rows.micros(end))).param("resolution", decision.answer())
				.param("by", viewer.id()).param("id", of.id()).update();
		jdbc.sql("""
				update report set detail = '' where case_id = :id and reporter_id is null and reason <> :held and detail <> ''
				""").param("id", of.id()).param("held", ReportForm.HELD).update();
		jdbc.sql("select id, reporter_id from report where case_id = :id order by id").param("id", of.id())
				.query(Filed.class).list().forEach(report -> tell(viewer, of, decision, report));
	}

	/** One row for each report, because each reporter hears of it; the rows of one case name it. */
	private void tell(Viewer viewer, ReportCase of, Decision decision, Filed report) {
		var detail = new LinkedHashMap<String, Object>();
		detail.put("target", of.subject().toString());
		detail.put("status", decision.status());
		if (decision.action() != null) {
			detail.put("action", decision.action());
		}
		if (report.reporterId() != null) {
			detail.put("reporter", report.reporterId());
		}
		if (of.ownerId() != 0) {
			detail.put("reported", of.ownerId());
		}
		detail.put("case", of.id());
		log.append(viewer, Action.DECIDED, new Subject("report", report.id()), detail);
	}
}
