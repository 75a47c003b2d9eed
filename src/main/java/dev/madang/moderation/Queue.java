package dev.madang.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Numbered;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What moderators see of reports: the cases, each a subject with all that is said of it. */
@Component
public class Queue {

	public static final List<String> STATUSES = List.of("open", "reviewing", "resolved", "rejected");

	private static final int COUNTED_MOST = 10_000;

	private static final Set<String> REASONS = Set.of("spam", "abuse", "adult", "fraud", "copyright", "other",
			ReportForm.HELD);

	/**
	 * Which cases; null for all.
	 *
	 * @param reason one that at least one of their reports gives
	 */
	public record Filter(@Nullable String status, @Nullable String reason) {

		public Filter {
			if (status != null && !STATUSES.contains(status)) {
				throw Problem.malformed("bad-parameter", "status");
			}
			if (reason != null && !REASONS.contains(reason)) {
				throw Problem.malformed("bad-parameter", "reason");
			}
		}
	}

	/** @param reporter null for the program's own, where the reporter has left, and where the reader may not know */
	public record Filed(long id, @Nullable Author reporter, String reason, String detail, Instant createdAt) {
	}

	private static final String WHERE = """
			(:status::text is null or c.status = :status)
			and (:reason::text is null or exists (select 1 from report r where r.case_id = c.id and r.reason = :reason))
			""";

	private final JdbcClient jdbc;

	Queue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The latest first. */
	public Slice<ReportCase> slice(Filter filter, Paging paging) {
		return Slice.of(rows(filter, paging), paging.limit(), last -> Cursor.of("reports", last.id()));
	}

	public Numbered<ReportCase> numbered(Filter filter, Paging paging) {
		var rows = rows(filter, paging);
		var total = jdbc
				.sql("select count(*) from (select 1 from report_case c where %s limit :most) as counted".formatted(WHERE))
				.param("status", filter.status()).param("reason", filter.reason()).param("most", COUNTED_MOST + 1)
				.query(Long.class).single();
		return new Numbered<>(rows.subList(0, Math.min(rows.size(), paging.limit())), paging.page(), paging.limit(),
				Math.min(total, COUNTED_MOST), total > COUNTED_MOST);
	}

	private List<ReportCase> rows(Filter filter, Paging paging) {
		var part = Keyset.of(paging, "reports", 1);
		return jdbc.sql("""
				select %s where %s %s
				order by c.id desc
				%s
				""".formatted(ReportCase.COLUMNS, WHERE, part.after("c.id < :before"), part.limitFrom(":offset")))
				.param("before", part.key(0)).param("status", filter.status()).param("reason", filter.reason())
				.param("offset", paging.offset())
				.query(ReportCase::read).list();
	}

	/**
	 * The case to which a report belongs.
	 *
	 * @throws Problem 404
	 */
	public ReportCase get(long reportId) {
		return jdbc.sql("select %s where c.id = (select case_id from report where id = :id)".formatted(ReportCase.COLUMNS))
				.param("id", reportId).query(ReportCase::read).optional().orElseThrow(Problem::notFound);
	}

	/** The case to look at after one: of those that wait, and are not about the viewer, the next older, or else the latest. */
	public Optional<Long> next(ReportCase of, Viewer viewer) {
		return jdbc.sql("""
				select id from report_case where status = 'open' and owner_id <> :viewer
				order by id < :id desc, id desc
				limit 1
				""").param("id", of.id()).param("viewer", viewer.id()).query(Long.class).optional();
	}

	/**
	 * What was said in a case, in its order; at most a hundred of it. Whoever it is about does not learn by whom, moderators
	 * neither.
	 */
	public List<Filed> reports(ReportCase of, Viewer viewer) {
		return jdbc.sql("""
				select r.id, m.handle, m.name, m.picture, r.reason, r.detail, r.created_at
				from report r left join member m on m.id = r.reporter_id and :named
				where r.case_id = :id
				order by r.id
				limit 100
				""").param("id", of.id()).param("named", !viewer.is(of.ownerId())).query(Queue::filed).list();
	}

	private static Filed filed(ResultSet row, int number) throws SQLException {
		var handle = row.getString("handle");
		return new Filed(row.getLong("id"),
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getString("reason"), row.getString("detail"), Rows.instant(row, "created_at"));
	}

	/** Other cases of the same member, the latest first; at most twenty. */
	public List<ReportCase> others(ReportCase of) {
		return jdbc.sql("""
				select %s where c.owner_id = :owner and c.id <> :id
				order by c.id desc
				limit 20
				""".formatted(ReportCase.COLUMNS)).param("owner", of.ownerId()).param("id", of.id())
				.query(ReportCase::read).list();
	}
}
