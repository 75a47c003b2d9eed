package dev.madang.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * All that waits to be decided, or was decided together, about one subject.
 *
 * @param id that of its first report
 * @param owner whose it is, null where nobody's
 * @param held whether it is hidden until this is decided
 * @param reasons the most given one first
 * @param detail what the first report said
 * @param status open, reviewing, resolved or rejected
 * @param claimedBy who looks at it
 * @param action hide, warn, silence or suspend
 * @param until when a silence or suspension ends
 */
public record ReportCase(long id, Subject subject, long ownerId, @Nullable Author owner, boolean held, int reportCount,
		List<String> reasons, String detail, String status, @Nullable Author claimedBy, @Nullable Instant claimedAt,
		@Nullable Author decidedBy, @Nullable Instant decidedAt, @Nullable String action, @Nullable Instant until,
		String resolution, Instant createdAt, Instant updatedAt) {

	static final String COLUMNS = """
			c.id, c.kind, c.subject_id, c.owner_id, o.handle as o_handle, o.name as o_name, o.picture as o_picture, c.held,
			c.report_count, array(select r.reason from report r where r.case_id = c.id
			                      group by r.reason order by count(*) desc, r.reason) as reasons,
			(select r.detail from report r where r.case_id = c.id order by r.id limit 1) as detail, c.status,
			l.handle as l_handle, l.name as l_name, l.picture as l_picture, c.claimed_at,
			d.handle as d_handle, d.name as d_name, d.picture as d_picture, c.decided_at,
			c.action, c.until, c.resolution, c.created_at, c.updated_at
			from report_case c left join member o on o.id = c.owner_id left join member l on l.id = c.claimed_by_id
			left join member d on d.id = c.decided_by_id
			""";

	static ReportCase read(ResultSet row, int number) throws SQLException {
		return new ReportCase(row.getLong("id"), new Subject(row.getString("kind"), row.getLong("subject_id")),
				row.getLong("owner_id"), who(row, "o"), row.getBoolean("held"), row.getInt("report_count"),
				Rows.strings(row, "reasons"), row.getString("detail"), row.getString("status"), who(row, "l"),
				Rows.optional(row, "claimed_at"), who(row, "d"), Rows.optional(row, "decided_at"), row.getString("action"),
				Rows.optional(row, "until"), row.getString("resolution"), Rows.instant(row, "created_at"),
				Rows.instant(row, "updated_at"));
	}

	private static @Nullable Author who(ResultSet row, String which) throws SQLException {
		var handle = row.getString(which + "_handle");
		return handle == null
				? null
				: Author.of(handle, row.getString(which + "_name"), row.getString(which + "_picture"));
	}

	public boolean isDecided() {
		return decidedAt != null;
	}
}
