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
import org.springframework.transaction.support.TransactionTemplate;

/** Signs in members who have proved who they are. */
@Component
class SignInOpening {

	/** A sign-in, and what its browser keeps to be known again. */
	record Entered(SignIns.Opened signIn, String device) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final LogInAttempts attempts;

	private final CurrentStates states;

	private final SignIns signIns;

	private final KnownDevices devices;

	private final ActivityLog log;

	SignInOpening(JdbcClient jdbc, TransactionTemplate transaction, LogInAttempts attempts, CurrentStates states,
			SignIns signIns,
			KnownDevices devices, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.attempts = attempts;
		this.states = states;
		this.signIns = signIns;
		this.devices = devices;
		this.log = log;
	}

	/** Signs somebody in who has proved it in another way, such as a passkey. */
	Entered enter(long memberId, Device device, String means, boolean pages) {
		return transaction.execute(status -> {
			attempts.recordWithout(memberId, means, device);
			return open(memberId, handle(memberId), device, pages);
		});
	}

	/**
	 * Within the caller's transaction.
	 *
	 * @param pages whether for pages or for the API
	 * @throws Problem 403 {@code suspended}
	 */
	Entered open(long memberId, String handle, Device device, boolean pages) {
		states.requireNotSuspended(memberId);
		states.wake(memberId);
		log.append(new Viewer(memberId, handle, handle, Role.MEMBER, 0), Action.SIGNED_IN,
				new Subject("member", memberId), Map.of());
		var signIn = pages ? signIns.openSession(memberId, device) : signIns.openTokens(memberId, device);
		return new Entered(signIn, devices.remember(memberId, device));
	}

	private String handle(long memberId) {
		return jdbc.sql("select handle from member where id = :id and withdrawn_at is null").param("id", memberId)
				.query(String.class).optional().orElseThrow(() -> Problem.unauthorized("bad-credentials"));
	}
}
