package dev.madang.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.madang.page.CommunityZone;
import dev.madang.platform.Cursor;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks through the log, the latest first, with the names of those who acted: one statement a page. */
@Component
public class AuditLog {

	/**
	 * A row of the log.
	 *
	 * @param handle of who did it, as it is now; null for nobody in particular, and for a member who has left
	 * @param withdrawn whether whoever did it has left
	 */
	public record AuditEntry(String xact, long id, Instant at, @Nullable Long actorId, @Nullable String handle,
			boolean withdrawn,
			String verb, @Nullable String subject, String detail) {

		static AuditEntry read(ResultSet row, int number) throws SQLException {
			return new AuditEntry(row.getString("place"), row.getLong("id"), Rows.instant(row, "at"),
					Rows.optionalLong(row, "actor_id"), row.getString("handle"), row.getBoolean("withdrawn"),
					row.getString("verb"), row.getString("subject"), row.getString("detail"));
		}
	}

	private static final String COLUMNS = "a.xact, a.id, a.at, a.actor_id, a.verb, a.subject, a.detail";

	private final JdbcClient jdbc;

	private final CommunityZone zone;

	AuditLog(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	/** @throws dev.madang.platform.Problem 422 for a day that is none, 400 for a cursor that is none */
	public Slice<AuditEntry> slice(AuditQuery query, Paging paging) {
		var after = Cursor.read(paging.cursor(), "log", 2);
		var begin = query.begin(zone.zone());
		var end = query.end(zone.zone());
		var entries = jdbc.sql("""
				%s
				select a.xact::text as place, a.id, a.at, a.actor_id, a.verb, a.subject, a.detail::text as detail,
				       case when m.withdrawn_at is null then m.handle end as handle,
				       m.withdrawn_at is not null as withdrawn
				from (%s order by a.xact desc, a.id desc limit :limit) a
				left join member m on m.id = a.actor_id
				order by a.xact desc, a.id desc
				""".formatted(KnownVerbs.KNOWN, rows(query))).param("actor", query.actor()).param("verb", query.verb())
				.param("subject", query.subject()).param("begin", begin == null ? "" : begin.toString())
				.param("end", end == null ? "" : end.toString()).param("limit", paging.limit() + 1)
				.param("xact", after == null ? String.valueOf(Long.MAX_VALUE) : String.valueOf(after.key(0)))
				.param("id", after == null ? Long.MAX_VALUE : after.key(1)).query(AuditEntry::read).list();
		return Slice.of(entries, paging.limit(), last -> Cursor.of("log", Long.parseLong(last.xact()), last.id()));
	}

	/** Each verb gives its own latest rows and these are merged; a member or a subject has an index of its own. */
	private static String rows(AuditQuery query) {
		var filters = filters(query);
		if (query.verb().isEmpty() || !query.actor().isEmpty() || !query.subject().isEmpty()) {
			return "select %s from activity a where %s".formatted(COLUMNS, filters)
					+ (query.verb().isEmpty() ? "" : " and a.verb ^@ :verb");
		}
		return """
				select %s from known k cross join lateral (
				  select %s from activity a where a.verb = k.verb and %s
				  order by a.xact desc, a.id desc limit :limit) a
				where k.verb ^@ :verb
				""".formatted(COLUMNS, COLUMNS, filters);
	}

	/**
	 * Only what is asked for stands in the statement, so that each kind of question gets the plan that is right for it. A day
	 * is found in the log's order by rows that were written a day before and after it: no transaction takes that long.
	 */
	private static String filters(AuditQuery query) {
		return "(a.xact, a.id) < (:xact::xid8, :id)" + when(query.subject(), " and a.subject = :subject")
				+ when(query.from(), """
						and a.at >= :begin::timestamptz and a.xact >= coalesce((
						 select xact from activity where at < :begin::timestamptz - interval '1 day'
						 order by at desc limit 1), '0')""")
				+ when(query.to(), """
						and a.at < :end::timestamptz and a.xact <= coalesce((
						 select xact from activity where at > :end::timestamptz + interval '1 day'
						 order by at limit 1), '9223372036854775807')""")
				+ when(query.actor(), """
						and a.actor_id = (select id from member where lower(handle) = lower(:actor)
						                  order by handle = :actor desc limit 1)""");
	}

	private static String when(String asked, String condition) {
		return asked.isEmpty() ? "" : condition;
	}
}
