package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madang.platform.Cursor;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When and from where somebody signed in as a member, or tried to. */
@Component
public class LoginHistory {

	/** @param device what the browser said of itself */
	public record Entry(@JsonIgnore long id, Instant at, boolean succeeded, String device, String address) {
	}

	private final JdbcClient jdbc;

	LoginHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One's own, the latest first. */
	public Slice<Entry> of(Viewer viewer, Paging paging) {
		var after = Cursor.read(paging.cursor(), "logins", 1);
		var entries = jdbc.sql("""
				select id, at, succeeded, device, address from login_history
				where member_id = :member and id < :before
				order by id desc
				limit :limit
				""").param("member", viewer.id()).param("before", after == null ? Long.MAX_VALUE : after.key(0))
				.param("limit", paging.limit() + 1).query(LoginHistory::read).list();
		return Slice.of(entries, paging.limit(), last -> Cursor.of("logins", last.id()));
	}

	private static Entry read(ResultSet row, int number) throws SQLException {
		return new Entry(row.getLong("id"), Rows.instant(row, "at"), row.getBoolean("succeeded"), row.getString("device"),
				row.getString("address"));
	}
}
