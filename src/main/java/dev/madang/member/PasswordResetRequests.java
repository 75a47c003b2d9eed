package dev.madang.member;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asking for a link to set a new password where the old one is forgotten. */
@Component
public class PasswordResetRequests {

	private record Address(long id, long memberId) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Limits limits;

	private final ActivityLog log;

	PasswordResetRequests(JdbcClient jdbc, TransactionTemplate transaction, Limits limits, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.limits = limits;
		this.log = log;
	}

	/**
	 * Has an email sent to an address, if it is somebody's. One lookup and one row of the log either way: whether an email
	 * follows is decided afterwards, by a consumer.
	 */
	public void ask(@Nullable String email, String address) {
		var checks = new Checks();
		EmailAddress.check(checks, email);
		checks.done();
		limits.takeFrom(address, "reset", 20, Duration.ofHours(1));
		var wanted = EmailAddress.normalize(Texts.orEmpty(email)).toLowerCase(Locale.ROOT);
		limits.take("reset-of", wanted, 5, Duration.ofHours(1));
		transaction.executeWithoutResult(status -> {
			var found = jdbc
					.sql("""
							select id, member_id from member_email where lower(address) = :address and (main or confirmed_at is not null)
							""")
					.param("address", wanted).query(Address.class).optional();
			log.append(Viewer.ANYBODY, new EventType("member", Action.RESET_ASKED),
					found.map(each -> new Subject("member", each.memberId())).orElse(null),
					Map.of("email", found.map(Address::id).orElse(0L)));
		});
	}
}
