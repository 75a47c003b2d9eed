package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When and from where somebody signed in as a member, or tried to. */
@Component
public class LoginHistory {

	/** @param device what the browser said of itself */
	public record LoginEntry(@JsonIgnore long id, Instant at, boolean succeeded, String means, String device, String address) {
	}

	private final JdbcClient jdbc;

	LoginHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One's own, the latest first. */
	public Slice<LoginEntry> of(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "logins", 1);
		var entries = jdbc.sql("""
				select id, at, succeeded, means, device, address from login_history
				where member_id = :member %s
				order by id desc
				%s
				""".formatted(part.after("id < :before"), part.limit())).param("member", viewer.id())
				.param("before", part.key(0))
				.query(LoginHistory::read).list();
		return Slice.of(entries, paging.limit(), last -> Cursor.of("logins", last.id()));
	}

	/** An admin's view of somebody's history: the latest fifty. */
	public List<LoginEntry> ofMember(long memberId) {
		return jdbc.sql("""
				select id, at, succeeded, means, device, address from login_history
				where member_id = :member order by id desc limit 50
				""").param("member", memberId).query(LoginHistory::read).list();
	}

	/** Addresses are personal; after ninety days nobody needs them to understand what happened. */
	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from login_history where at < now() - interval '90 days'").update();
	}

	private static LoginEntry read(ResultSet row, int number) throws SQLException {
		return new LoginEntry(row.getLong("id"), Rows.instant(row, "at"), row.getBoolean("succeeded"),
				row.getString("means"), row.getString("device"), row.getString("address"));
	}
}
