package dev.madang.member;

import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Sha256;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Setting a new password by a link that was mailed. */
@Component
public class PasswordReset {

	private record Address(long id, long memberId) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Passwords passwords;

	private final Emails emails;

	private final PersonalTokens tokens;

	private final KnownDevices devices;

	private final PasswordChange change;

	PasswordReset(JdbcClient jdbc, TransactionTemplate transaction, Passwords passwords, Emails emails, PersonalTokens tokens,
			KnownDevices devices, PasswordChange change) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.passwords = passwords;
		this.emails = emails;
		this.tokens = tokens;
		this.devices = devices;
		this.change = change;
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
			change.store(address.memberId(), hash, 0);
			return devices.remember(address.memberId(), device);
		});
	}
}
