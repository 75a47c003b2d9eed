package dev.madang.member;

import java.time.Duration;
import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.SiteUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The link with which the first admin is made. */
@Component
public class SetupLink {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final OneTimeLinks links;

	private final SiteUrl site;

	private final SignUpForms forms;

	private final SignUp signUp;

	SetupLink(JdbcClient jdbc, TransactionTemplate transaction, OneTimeLinks links, SiteUrl site, SignUpForms forms,
			SignUp signUp) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.links = links;
		this.site = site;
		this.forms = forms;
		this.signUp = signUp;
	}

	/** A fresh link with which the first admin is made, or nothing where there is an admin; earlier links end. */
	@Transactional
	public Optional<String> create() {
		jdbc.sql("delete from one_time_link where purpose = 'setup' or expires_at < now()").update();
		if (jdbc.sql("select exists (select 1 from member where role = 'admin' and withdrawn_at is null)").query(Boolean.class)
				.single()) {
			return Optional.empty();
		}
		return Optional.of(site.of("/setup?token=" + links.create("setup", null, null, null, Duration.ofDays(7))));
	}

	/** Whether a link still works. */
	public boolean isOpen(String token) {
		return jdbc.sql("""
				select exists (select 1 from one_time_link where hash = :hash and purpose = 'setup' and expires_at > now())
				""").param("hash", Sha256.of(token)).query(Boolean.class).single();
	}

	/**
	 * Makes the first admin.
	 *
	 * @throws Problem 404 if the link does not work (any more)
	 */
	public String setUp(String token, SignUp.Form form) {
		if (!isOpen(token)) {
			throw Problem.of(404, "link-over");
		}
		var admin = forms.prepare(form, Role.ADMIN, false);
		return transaction.execute(status -> {
			if (jdbc.sql("delete from one_time_link where hash = :hash and purpose = 'setup' and expires_at > now()")
					.param("hash", Sha256.of(token)).update() == 0) {
				throw Problem.of(404, "link-over");
			}
			return signUp.store(admin);
		});
	}
}
