package dev.madang.member;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changing one's own password. */
@Component
public class PasswordChange {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final OwnerCheck ownerCheck;

	private final SignIns signIns;

	private final ActivityLog log;

	PasswordChange(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, OwnerCheck ownerCheck,
			SignIns signIns, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.ownerCheck = ownerCheck;
		this.signIns = signIns;
		this.log = log;
	}

	/**
	 * Changes one's own password and ends every other sign-in. Who has none yet sets one within five minutes of signing in.
	 *
	 * @throws Problem 422 {@code wrong-password}, 403 {@code sign-in-again}, 429
	 */
	public void change(Viewer viewer, @Nullable String currentPassword, @Nullable String newPassword) {
		var checks = new Checks();
		Passwords.check(checks, "newPassword", newPassword, viewer.handle(), viewer.name());
		checks.done();
		if (ownerCheck.hasPassword(viewer)) {
			ownerCheck.requirePassword(viewer, currentPassword, "currentPassword");
		}
		else if (!viewer.hasJustSignedIn()) {
			throw Problem.forbidden("sign-in-again");
		}
		var hash = passwords.hash(Texts.orEmpty(newPassword));
		transaction.executeWithoutResult(status -> store(viewer.id(), hash, viewer.signInId()));
	}

	/**
	 * Within the caller's transaction.
	 *
	 * @param keptSignIn the one that goes on, 0 for none
	 */
	void store(long memberId, String hash, long keptSignIn) {
		jdbc.sql("update member set password_hash = :hash where id = :id").param("hash", hash).param("id", memberId).update();
		jdbc.sql("delete from one_time_link where purpose = 'reset' and member_id = :id").param("id", memberId).update();
		signIns.endOthers(memberId, keptSignIn);
		log.append(new Viewer(memberId, "", "", Role.MEMBER, keptSignIn), Action.PASSWORD_CHANGED,
				new Subject("member", memberId));
	}
}
