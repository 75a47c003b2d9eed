package dev.madang.member;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leaving. What stays of a withdrawn member is a row without any personal field, so that published posts and comments, which
 * others answered, keep an author: 탈퇴한 회원.
 */
@Component
public class Departure {

	static final String NAME = "탈퇴한 회원";

	/** Whoever writes to a member at this moment has locks in another order, as a batch of notices does; one of the two ends. */
	private static final RetryTemplate AGAIN = new RetryTemplate(RetryPolicy.builder()
			.includes(PessimisticLockingFailureException.class).maxRetries(3).delay(Duration.ofMillis(20)).build());

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Members members;

	private final OwnerCheck ownerCheck;

	private final Roles roles;

	private final List<MemberData> parts;

	private final ActivityLog log;

	Departure(JdbcClient jdbc, TransactionTemplate transaction, Members members, OwnerCheck ownerCheck, Roles roles,
			List<MemberData> parts, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.members = members;
		this.ownerCheck = ownerCheck;
		this.roles = roles;
		this.parts = parts;
		this.log = log;
	}

	/**
	 * Leaves the community, by the password or within five minutes of signing in.
	 *
	 * @throws Problem 422, 403 {@code sign-in-again}, 409 {@code last-admin}
	 */
	public void leave(Viewer viewer, @Nullable String password) {
		ownerCheck.require(viewer, password);
		withdraw(viewer, viewer.handle());
	}

	/**
	 * An admin removes somebody.
	 *
	 * @throws Problem 409 {@code demote-first} for another admin
	 */
	public void remove(Viewer admin, String handle) {
		if (members.get(handle).role() == Role.ADMIN) {
			throw Problem.conflict("demote-first");
		}
		withdraw(admin, handle);
	}

	private void withdraw(Viewer by, String handle) {
		AGAIN.invoke(() -> transaction.executeWithoutResult(status -> {
			var member = members.get(handle);
			roles.requireAnotherAdmin(member.id());
			jdbc.sql("select id from member where id = :id for update").param("id", member.id()).query().listOfRows();
			parts.forEach(part -> part.withdraw(member.id()));
			jdbc.sql("insert into former_handle (hash) values (:hash) on conflict do nothing")
					.param("hash", Handle.hash(member.handle())).update();
			jdbc.sql("""
					update member set handle = :handle, name = :name, password_hash = null, role = 'member', bio = '',
					       links = '{}', age = null, phone = null, picture = null, withdrawn_at = now()
					where id = :id
					""").param("handle", Author.WITHDRAWN + member.id()).param("name", NAME).param("id", member.id()).update();
			log.append(by, Action.WITHDRAWN, new Subject("member", member.id()), Map.of());
		}));
	}
}
