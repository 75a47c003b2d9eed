package dev.madang.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Standing;
import dev.madang.platform.Viewer;

/** A member to whom something is sent without their having asked at this moment. */
record Addressee(Viewer viewer, Locale locale) {

	/** Of a member {@code m}. */
	static final String COLUMNS = """
			m.id as member_id, m.handle, m.name, m.role, m.locale,
			array(select b.blocked_id from block b where b.member_id = m.id
			      union select b.member_id from block b where b.blocked_id = m.id) as hidden
			""";

	/** Whether a member {@code m} may be here at all. */
	static final String WELCOME = """
			m.withdrawn_at is null and not exists (
			  select 1 from member_state s
			  where s.member_id = m.id and s.state = 'suspended' and s.ended_at is null
			    and (s.until is null or s.until > now()))
			""";

	static Addressee read(ResultSet row) throws SQLException {
		return new Addressee(
				new Viewer(row.getLong("member_id"), row.getString("handle"), row.getString("name"),
						Role.of(row.getString("role")), 0, Standing.hiding(Set.copyOf(Rows.longs(row, "hidden")))),
				Locale.forLanguageTag(row.getString("locale")));
	}
}
