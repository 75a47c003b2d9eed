package dev.madang.member;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Passwords that are forgotten or changed. */
@Component
public class Recovery {

	private record Address(long id, long memberId) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final SignIns signIns;

	private final PersonalTokens tokens;

	private final Emails emails;

	private final Limits limits;

	private final KnownDevices devices;

	private final ActivityLog log;

	Recovery(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, SignIns signIns, PersonalTokens tokens,
			Emails emails, Limits limits, ActivityLog log, KnownDevices devices) {
		this.devices = devices;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.signIns = signIns;
		this.tokens = tokens;
		this.emails = emails;
		this.limits = limits;
		this.log = log;
	}

	/**
	 * Has an email sent to an address, if it is somebody's. One lookup and one row of the log either way: whether an email
	 * follows is decided afterwards, by a consumer of the log.
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

	/** Whether a link to set a new password still works. */
	public boolean isOpen(String token) {
		return jdbc.sql("""
				select exists (select 1 from one_time_link where hash = :hash and purpose = 'reset' and expires_at > now())
				""").param("hash", Sha256.of(token)).query(Boolean.class).single();
	}

	/**
	 * Sets a new password by a link that was mailed. Every sign-in and access token is ended; where the address had not been
	 * confirmed, also the passkeys, providers and other addresses of whoever had signed up with it.
	 *
	 * @return what the browser is known by from now on
	 * @throws Problem 404 {@code link-over}, 422
	 */
	public String reset(String token, @Nullable String newPassword, Device device) {
		var checks = new Checks();
		Passwords.check(checks, "newPassword", newPassword);
		checks.done();
		if (!isOpen(token)) {
			throw Problem.of(404, "link-over");
		}
		var hash = passwords.hash(Texts.orEmpty(newPassword));
		return transaction.execute(status -> {
			var address = jdbc.sql("""
					delete from one_time_link where hash = :hash and purpose = 'reset' and expires_at > now()
					returning email_id as id, member_id
					""").param("hash", Sha256.of(token)).query(Address.class).optional()
					.orElseThrow(() -> Problem.of(404, "link-over"));
			if (emails.confirm(address.id())) {
				jdbc.sql("delete from member_email where member_id = :id and id <> :kept").param("id", address.memberId())
						.param("kept", address.id()).update();
				jdbc.sql("delete from passkey where member_id = :id").param("id", address.memberId()).update();
				jdbc.sql("delete from member_identity where member_id = :id").param("id", address.memberId()).update();
			}
			tokens.removeAll(address.memberId());
			jdbc.sql("delete from known_device where member_id = :id").param("id", address.memberId()).update();
			store(address.memberId(), hash, 0);
			return devices.remember(address.memberId(), device);
		});
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
		if (hash(viewer).isPresent()) {
			requirePassword(viewer, currentPassword, "currentPassword");
		}
		else if (!viewer.hasJustSignedIn()) {
			throw Problem.forbidden("sign-in-again");
		}
		var hash = passwords.hash(Texts.orEmpty(newPassword));
		transaction.executeWithoutResult(status -> store(viewer.id(), hash, viewer.signInId()));
	}

	/**
	 * Asks once more who it is, before something that cannot be undone: by the password, or by a sign-in of the last five
	 * minutes.
	 *
	 * @throws Problem 422 {@code wrong-password} or {@code missing}, 403 {@code sign-in-again}, 429
	 */
	void requireOwner(Viewer viewer, @Nullable String password) {
		if (password != null && !password.isEmpty()) {
			requirePassword(viewer, password, "password");
		}
		else if (!viewer.hasJustSignedIn()) {
			throw hash(viewer).isPresent() ? Problem.invalid("password", "missing") : Problem.forbidden("sign-in-again");
		}
	}

	private void requirePassword(Viewer viewer, @Nullable String password, String field) {
		limits.takeAlways("own-password", String.valueOf(viewer.id()), 20, Duration.ofHours(1));
		if (!passwords.matches(Texts.orEmpty(password), hash(viewer).orElse(null))) {
			throw Problem.invalid(field, password == null || password.isEmpty() ? "missing" : "wrong-password");
		}
	}

	private Optional<String> hash(Viewer viewer) {
		return jdbc.sql("select password_hash from member where id = :id").param("id", viewer.id())
				.query((row, number) -> Optional.ofNullable(row.getString("password_hash"))).single();
	}

	private void store(long memberId, String hash, long keptSignIn) {
		jdbc.sql("update member set password_hash = :hash where id = :id").param("hash", hash).param("id", memberId).update();
		jdbc.sql("delete from one_time_link where purpose = 'reset' and member_id = :id").param("id", memberId).update();
		signIns.endOthers(memberId, keptSignIn);
		log.append(new Viewer(memberId, "", "", Role.MEMBER, keptSignIn), Action.PASSWORD_CHANGED,
				new Subject("member", memberId));
	}
}
