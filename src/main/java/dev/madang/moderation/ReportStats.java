package dev.madang.moderation;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import dev.madang.page.CommunityZone;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the queue does. */
@Component
public class ReportStats {

	/**
	 * What waits now, and what was decided in the period.
	 *
	 * @param medianSeconds from the first report to the decision, null where nothing was decided
	 */
	@Schema(name = "ReportTotals")
	public record Totals(long open, long reviewing, @Nullable Instant oldestOpenAt, long resolved, long rejected,
			@Nullable Long medianSeconds, @Nullable Long p90Seconds) {
	}

	/** @param reports how many were filed in the period */
	@Schema(name = "ReasonCount")
	public record Reason(String reason, long reports) {
	}

	public record ByModerator(String handle, String name, long decided, @Nullable Long medianSeconds) {
	}

	/** A day of the community. */
	@Schema(name = "ReportDay")
	public record Day(LocalDate day, long filed, long decided) {
	}

	@Schema(name = "ReportStats")
	public record Stats(int days, Totals totals, List<Reason> byReason, List<ByModerator> byModerator, List<Day> byDay) {
	}

	private final JdbcClient jdbc;

	private final CommunityZone zone;

	ReportStats(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	/**
	 * @param days of the community, today included: 1 to 366
	 * @throws Problem 400
	 */
	public Stats of(int days) {
		if (days < 1 || days > 366) {
			throw Problem.malformed("bad-days");
		}
		var first = LocalDate.now(zone.zone()).minusDays(days - 1L);
		var since = first.atStartOfDay(zone.zone()).toInstant().toString();
		return new Stats(days, totals(since), reasons(since), moderators(since), days(first, since));
	}

	private Totals totals(String since) {
		return jdbc.sql("""
				with decided as (
				  select status, extract(epoch from decided_at - created_at) as seconds from report_case
				  where decided_at >= :since::timestamptz)
				select (select count(*) from report_case where status = 'open') as open,
				       (select count(*) from report_case where status = 'reviewing') as reviewing,
				       (select min(created_at) from report_case where status = 'open') as oldest,
				       count(*) filter (where status = 'resolved') as resolved,
				       count(*) filter (where status = 'rejected') as rejected,
				       percentile_cont(0.5) within group (order by seconds)::bigint as median,
				       percentile_cont(0.9) within group (order by seconds)::bigint as p90
				from decided
				""").param("since", since)
				.query((ResultSet row, int number) -> new Totals(row.getLong("open"), row.getLong("reviewing"),
						Rows.optional(row, "oldest"), row.getLong("resolved"), row.getLong("rejected"),
						Rows.optionalLong(row, "median"), Rows.optionalLong(row, "p90")))
				.single();
	}

	private List<Reason> reasons(String since) {
		return jdbc.sql("""
				select reason, count(*) as reports from report where created_at >= :since::timestamptz
				group by reason order by reports desc, reason
				""").param("since", since).query(Reason.class).list();
	}

	private List<ByModerator> moderators(String since) {
		return jdbc
				.sql("""
						select m.handle, m.name, count(*) as decided,
						       percentile_cont(0.5) within group (order by extract(epoch from c.decided_at - c.created_at))::bigint as median
						from report_case c join member m on m.id = c.decided_by_id
						where c.decided_at >= :since::timestamptz
						group by m.id order by decided desc, m.id
						limit 50
						""")
				.param("since", since).query((ResultSet row, int number) -> new ByModerator(row.getString("handle"),
						row.getString("name"), row.getLong("decided"), Rows.optionalLong(row, "median")))
				.list();
	}

	private List<Day> days(LocalDate first, String since) {
		return jdbc.sql("""
				with filed as (
				  select (created_at at time zone :zone)::date as day, count(*) as n from report_case
				  where created_at >= :since::timestamptz group by 1),
				decided as (
				  select (decided_at at time zone :zone)::date as day, count(*) as n from report_case
				  where decided_at >= :since::timestamptz group by 1)
				select d::date as day, coalesce(f.n, 0) as filed, coalesce(e.n, 0) as decided
				from generate_series(:first::timestamp, (now() at time zone :zone)::date::timestamp, interval '1 day') d
				left join filed f on f.day = d::date left join decided e on e.day = d::date
				order by 1
				""").param("zone", zone.zone().getId()).param("since", since).param("first", first.toString()).query(Day.class)
				.list();
	}
}
