package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Standing;
import dev.madang.platform.Viewer;

/** Reads a viewer with everything that decides what they see and may do, as a part of the statement that finds them. */
final class Viewing {

	/** Of a member {@code m} whose sign-in or token is from {@code since} until {@code ends}. */
	static final String COLUMNS = """
			m.id as member_id, m.handle, m.name, m.role, m.picture, since, ends,
			(select coalesce(max(coalesce(st.until, '9999-01-01')), 'epoch') from member_state st
			 where st.member_id = m.id and st.state = 'silenced' and st.ended_at is null) as silenced_until,
			exists (select 1 from member_email e where e.member_id = m.id and e.main and e.confirmed_at is null) as unconfirmed,
			array(select b.blocked_id from block b where b.member_id = m.id
			      union select b.member_id from block b where b.blocked_id = m.id) as hidden
			""";

	/** Whether a member {@code m} may be here at all. */
	static final String WELCOME = """
			m.withdrawn_at is null and not exists (
			  select 1 from member_state st
			  where st.member_id = m.id and st.state = 'suspended' and st.ended_at is null
			    and (st.until is null or st.until > now()))
			""";

	private Viewing() {
	}

	static Viewer signedIn(ResultSet row, int number) throws SQLException {
		return new Viewer(row.getLong("member_id"), row.getString("handle"), row.getString("name"),
				Role.of(row.getString("role")), row.getLong("sign_in_id"), standing(row, true, true));
	}

	/** A program with an access token: it may do what its scopes say, and never more than its member. */
	static Viewer byToken(ResultSet row, int number) throws SQLException {
		var scopes = Set.copyOf(Rows.strings(row, "scopes"));
		var role = Role.of(row.getString("role"));
		var most = scopes.contains("admin") ? Role.ADMIN : scopes.contains("moderate") ? Role.MODERATOR : Role.MEMBER;
		return new Viewer(row.getLong("member_id"), row.getString("handle"), row.getString("name"),
				role.atLeast(most) ? most : role, 0,
				standing(row, !scopes.equals(Set.of("read")), most.atLeast(Role.MODERATOR)));
	}

	private static Standing standing(ResultSet row, boolean mayWrite, boolean mayModerate) throws SQLException {
		return new Standing(Pictures.address(row.getString("picture")), Rows.instant(row, "silenced_until"),
				Set.copyOf(Rows.longs(row, "hidden")), Rows.instant(row, "since"),
				Rows.instant(row, "ends"), mayWrite, mayModerate, row.getBoolean("unconfirmed"));
	}
}
