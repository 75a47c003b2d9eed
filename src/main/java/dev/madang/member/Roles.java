package dev.madang.member;

import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is in charge. There is always an admin. */
@Component
public class Roles {

	private final JdbcClient jdbc;

	private final Members members;

	private final SignIns signIns;

	private final ActivityLog log;

	Roles(JdbcClient jdbc, Members members, SignIns signIns, ActivityLog log) {
		this.jdbc = jdbc;
		this.members = members;
		this.signIns = signIns;
		this.log = log;
	}

	/**
	 * Gives a member a role.
	 *
	 * @throws Problem 409 {@code last-admin} if no admin would be left, 422 for what is no role of a member, 404
	 */
	@Transactional
	public Member change(Viewer viewer, String handle, Role role) {
		if (role == Role.ANY) {
			throw Problem.invalid("role", "bad-role");
		}
		var member = members.get(handle);
		if (role == Role.ADMIN) {
			requireAble(member);
		}
		else {
			requireAnotherAdmin(member.id());
		}
		jdbc.sql("update member set role = :role where id = :id").param("role", role.word()).param("id", member.id()).update();
		signIns.refresh(member.id());
		log.append(viewer, Action.ROLE_CHANGED, new Subject("member", member.id()), Map.of("role", role.word()));
		return members.get(handle);
	}

	/** Who cannot sign in cannot be in charge. */
	private void requireAble(Member member) {
		jdbc.sql("select id from member where id = :id for no key update").param("id", member.id()).query().listOfRows();
		if (!member.claimed() || jdbc.sql("select not (%s) from member m where m.id = :id".formatted(Viewing.WELCOME))
				.param("id", member.id()).query(Boolean.class).single()) {
			throw Problem.conflict("cannot-be-in-charge");
		}
	}

	/** Takes one after the other, so that two cannot each leave the office to the other. */
	void requireAnotherAdmin(long memberId) {
		jdbc.sql("select pg_advisory_xact_lock(hashtext('member.admin'))").query().singleRow();
		var last = jdbc.sql("""
				select count(*) filter (where m.id = :id) > 0 and count(*) = 1 from member m where m.role = 'admin' and %s
				""".formatted(Viewing.WELCOME)).param("id", memberId).query(Boolean.class).single();
		if (last) {
			throw Problem.conflict("last-admin");
		}
	}
}
