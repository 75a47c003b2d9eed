package dev.madang.member;

import java.util.Locale;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What whoever holds the data directory may do to members: make an admin, give one a new password. */
@Component
public class Admins {

	private record Found(long id, @Nullable String email, String role) {
	}

	private final JdbcClient jdbc;

	private final SignIns signIns;

	private final Passwords passwords;

	private final ActivityLog log;

	Admins(JdbcClient jdbc, SignIns signIns, Passwords passwords, ActivityLog log) {
		this.jdbc = jdbc;
		this.signIns = signIns;
		this.passwords = passwords;
		this.log = log;
	}

	/**
	 * Makes the member who has this handle and this address an admin.
	 *
	 * @return false if nobody has this handle
	 * @throws Problem 409 if the handle is of somebody with another address
	 */
	@Transactional
	public boolean promote(String handle, String email) {
		var found = find(handle);
		if (found.isEmpty()) {
			return false;
		}
		var theirs = found.get().email();
		if (theirs == null || !theirs.toLowerCase(Locale.ROOT).equals(EmailAddress.normalize(email).toLowerCase(Locale.ROOT))) {
			throw Problem.conflict("handle-taken");
		}
		jdbc.sql("update member set role = 'admin' where id = :id").param("id", found.get().id()).update();
		jdbc.sql("delete from one_time_link where purpose = 'setup'").update();
		signIns.endAll(found.get().id());
		log.append(Viewer.ANYBODY, Action.ROLE_CHANGED, new Subject("member", found.get().id()));
		return true;
	}

	/**
	 * Sets an admin's password and ends every sign-in of theirs.
	 *
	 * @throws Problem 404 if no admin has this handle, 422 for a password that is too short or too long
	 */
	@Transactional
	public void changePassword(String handle, String password) {
		var checks = new Checks();
		Passwords.check(checks, "password", password, handle);
		checks.done();
		var admin = find(handle).filter(found -> "admin".equals(found.role())).orElseThrow(Problem::notFound);
		jdbc.sql("update member set password_hash = :hash where id = :id").param("hash", passwords.hash(password))
				.param("id", admin.id()).update();
		signIns.endAll(admin.id());
		log.append(Viewer.ANYBODY, Action.PASSWORD_CHANGED, new Subject("member", admin.id()));
	}

	private Optional<Found> find(String handle) {
		return jdbc.sql("""
				select m.id, e.address as email, m.role from member m
				left join member_email e on e.member_id = m.id and e.main
				where m.handle in (:handle, :normalised) and m.withdrawn_at is null
				order by m.handle = :handle desc limit 1
				""").param("handle", handle).param("normalised", Handle.normalise(handle)).query(Found.class).optional();
	}
}
