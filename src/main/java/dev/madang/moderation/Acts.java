package dev.madang.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.madang.member.Author;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log of what those in charge did. Moderators read all of it; others, by setting, what was done to what, and when. */
@Component
public class Acts {

	/**
	 * @param act as the log says it, such as {@code post.hidden}, or {@code report.resolved}
	 * @param actor null where the reader may not know
	 * @param subject of which others than moderators know only the kind
	 * @param reason empty where the reader may not know
	 */
	public record Act(long id, Instant at, @Nullable Author actor, String act, Subject subject, String reason) {
	}

	private final JdbcClient jdbc;

	private final boolean isPublic;

	Acts(JdbcClient jdbc, ModerationProperties properties) {
		this.jdbc = jdbc;
		this.isPublic = properties.publicLog();
	}

	public boolean isReadableBy(Viewer viewer) {
		return isPublic || viewer.isModerator();
	}

	/** The latest first, without whom it was by and about for anybody but moderators. */
	public Slice<Act> read(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "acts", 1);
		var rows = jdbc
				.sql("""
						select a.id, a.at, a.act, case when :whole then a.subject else split_part(a.subject, ':', 1) || ':0' end as subject,
						       case when :whole then a.reason else '' end as reason, m.handle, m.name, m.picture
						from moderation_act a left join member m on m.id = a.actor_id and :whole
						where true %s
						order by a.id desc
						%s
						"""
						.formatted(part.after("a.id < :before"), part.limit()))
				.param("whole", viewer.isModerator()).param("before", part.key(0)).query(Acts::read).list();
		return Slice.of(rows, paging.limit(), last -> Cursor.of("acts", last.id()));
	}

	private static Act read(ResultSet row, int number) throws SQLException {
		var handle = row.getString("handle");
		return new Act(row.getLong("id"), Rows.instant(row, "at"),
				handle == null ? null : Author.of(handle, row.getString("name"), row.getString("picture")),
				row.getString("act"), Subject.parse(row.getString("subject")), row.getString("reason"));
	}
}
