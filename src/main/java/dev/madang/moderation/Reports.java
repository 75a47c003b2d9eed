package dev.madang.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventKind;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Limits;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind.Summary;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What members report, and what they hear of it. */
@Component
public class Reports implements EventKind {

	private static final int HOURLY = 30;

	private final JdbcClient jdbc;

	private final Targets targets;

	private final Cases cases;

	private final ActivityLog log;

	private final Limits limits;

	Reports(JdbcClient jdbc, Targets targets, Cases cases, ActivityLog log, Limits limits) {
		this.jdbc = jdbc;
		this.targets = targets;
		this.cases = cases;
		this.log = log;
		this.limits = limits;
	}

	@Override
	public String eventKind() {
		return "report";
	}

	/**
	 * Reports something that the viewer sees and does not own, once.
	 *
	 * @throws Problem 404 if the viewer may not see it, 409 {@code already-reported}, 422, 429 after thirty within an hour
	 */
	@Transactional
	public Report file(Viewer viewer, ReportForm form) {
		form.check(targets).done();
		var subject = new Subject(targets.kind(Texts.orEmpty(form.targetType())),
				form.targetId() == null ? 0 : form.targetId());
		var owner = about(viewer, subject).ownerId();
		if (viewer.is(owner)) {
			throw Problem.invalid("targetId", "your-own");
		}
		limits.take("report", String.valueOf(viewer.id()), HOURLY, Duration.ofHours(1));
		var id = cases.add(subject, owner == 0 ? null : owner, viewer.id(), Texts.orEmpty(form.reason()),
				Texts.orEmpty(form.detail()).strip());
		log.append(viewer, Action.FILED, new Subject(eventKind(), id),
				Map.of("target", subject.toString(), "reason", Texts.orEmpty(form.reason())));
		return jdbc.sql("select %s where r.id = :id".formatted(COLUMNS)).param("id", id).query(Reports::read).single();
	}

	/** Why a viewer may not report something that they see, if they may not: 422 {@code your-own}, 409 {@code already-reported}. */
	public Optional<Problem> objection(Viewer viewer, Subject subject, Summary about) {
		if (viewer.is(about.ownerId())) {
			return Optional.of(Problem.invalid("targetId", "your-own"));
		}
		return jdbc.sql("""
				select exists (
				  select 1 from report where reporter_id = :viewer and kind = :kind and subject_id = :subject)
				""").param("viewer", viewer.id()).param("kind", subject.kind()).param("subject", subject.id())
				.query(Boolean.class).single() ? Optional.of(Problem.conflict("already-reported")) : Optional.empty();
	}

	/**
	 * What is about to be reported.
	 *
	 * @throws Problem 404 if the viewer may not see it, 422 for a kind that is not kept here
	 */
	public Summary about(Viewer viewer, Subject subject) {
		var keeper = targets.of(subject.kind());
		if (!keeper.isVisible(subject.id(), viewer)) {
			throw Problem.notFound();
		}
		var summaries = keeper.summaries(List.of(subject.id())).get(subject.id());
		if (summaries == null) {
			throw Problem.notFound();
		}
		return summaries;
	}

	/** What one has reported, the latest first. */
	public Slice<Report> mine(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "my-reports", 1);
		var rows = jdbc.sql("""
				select %s where r.reporter_id = :viewer %s
				order by r.id desc
				%s
				""".formatted(COLUMNS, part.after("r.id < :before"), part.limit())).param("viewer", viewer.id())
				.param("before", part.key(0)).query(Reports::read).list();
		return Slice.of(rows, paging.limit(), last -> Cursor.of("my-reports", last.id()));
	}

	/** What one wrote that waits for a moderator before others see it, the latest first; at most fifty. */
	public List<Subject> waiting(Viewer viewer) {
		return jdbc.sql("""
				select kind, subject_id from report_case
				where owner_id = :viewer and held and decided_at is null
				order by id desc
				limit 50
				""").param("viewer", viewer.id())
				.query((ResultSet row, int number) -> new Subject(row.getString("kind"), row.getLong("subject_id"))).list();
	}

	private static final String COLUMNS = """
			r.id, r.kind, r.subject_id, r.reason, r.detail, c.status, c.resolution, r.created_at, c.decided_at
			from report r join report_case c on c.id = r.case_id
			""";

	private static Report read(ResultSet row, int number) throws SQLException {
		return new Report(row.getLong("id"), new Subject(row.getString("kind"), row.getLong("subject_id")),
				row.getString("reason"), row.getString("detail"), row.getString("status"), row.getString("resolution"),
				Rows.instant(row, "created_at"), Rows.optional(row, "decided_at"));
	}
}
