package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The addresses of members. One is the main one, to which emails go. Adding an address says nothing of whose it is
 * already: it counts only when it is confirmed, by whoever can read its mail.
 */
@Component
public class Emails {

	private static final int MOST = 10;

	/** @param primary whether it is the main one */
	public record Email(long id, String email, boolean primary, boolean confirmed, Instant createdAt) {
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final Limits limits;

	private final SignIns signIns;

	Emails(JdbcClient jdbc, ActivityLog log, Limits limits, SignIns signIns) {
		this.signIns = signIns;
		this.limits = limits;
		this.jdbc = jdbc;
		this.log = log;
	}

	public List<Email> of(Viewer viewer) {
		return of(viewer.id());
	}

	List<Email> of(long memberId) {
		return jdbc.sql("""
				select id, address, main, confirmed_at is not null as confirmed, created_at from member_email
				where member_id = :member order by main desc, id
				""").param("member", memberId).query(Emails::read).list();
	}

	private static Email read(ResultSet row, int number) throws SQLException {
		return new Email(row.getLong("id"), row.getString("address"), row.getBoolean("main"), row.getBoolean("confirmed"),
				Rows.instant(row, "created_at"));
	}

	/** The first address of a member, within the transaction in which the member joins. */
	void first(long memberId, String address, boolean confirmed) {
		if (confirmed) {
			takeOver(memberId, address);
		}
		jdbc.sql("""
				insert into member_email (member_id, address, main, confirmed_at)
				values (:member, :address, true, case when :confirmed then now() end)
				""").param("member", memberId).param("address", address).param("confirmed", confirmed).update();
	}

	/** An address that somebody else only typed in goes to whoever has confirmed it. */
	private void takeOver(long memberId, String address) {
		jdbc.sql("""
				delete from member_email
				where lower(address) = lower(:address) and confirmed_at is null and member_id <> :member
				""").param("address", address).param("member", memberId).update();
	}

	/**
	 * Adds an address and has an email sent there.
	 *
	 * @throws Problem 422 for what is none, 409 {@code email-own} for one's own, {@code too-many-emails}
	 */
	@Transactional
	public Email add(Viewer viewer, @Nullable String email) {
		var checks = new Checks();
		EmailAddress.check(checks, email);
		checks.done();
		var address = EmailAddress.normalize(Texts.orEmpty(email));
		limits.take("add-email", String.valueOf(viewer.id()), 10, Duration.ofHours(1));
		limits.take("email-to", address.toLowerCase(Locale.ROOT), 5, Duration.ofHours(1));
		var own = of(viewer);
		if (own.stream().anyMatch(each -> each.email().equalsIgnoreCase(address))) {
			throw Problem.conflict("email-own");
		}
		if (own.size() >= MOST) {
			throw Problem.conflict("too-many-emails");
		}
		var id = jdbc.sql("insert into member_email (member_id, address, main) values (:member, :address, :main) returning id")
				.param("member", viewer.id()).param("address", address).param("main", false).query(Long.class).single();
		log.append(viewer, Action.EMAIL_ADDED, new Subject("member", viewer.id()), Map.of("email", id));
		return find(viewer, id);
	}

	/** Has the email for the main address sent once more; nothing happens if it is confirmed. */
	@Transactional
	public void resend(Viewer viewer) {
		of(viewer).stream().filter(email -> email.primary() && !email.confirmed()).forEach(
				email -> log.append(viewer, Action.EMAIL_ADDED, new Subject("member", viewer.id()),
						Map.of("email", email.id())));
	}

	/** @throws Problem 409 {@code email-primary} for the main one, 404 */
	@Transactional
	public void remove(Viewer viewer, long id) {
		if (find(viewer, id).primary()) {
			throw Problem.conflict("email-primary");
		}
		jdbc.sql("delete from member_email where id = :id").param("id", id).update();
		log.append(viewer, Action.EMAIL_REMOVED, new Subject("member", viewer.id()));
	}

	/** @throws Problem 409 {@code email-unconfirmed}, 404 */
	@Transactional
	public Email makePrimary(Viewer viewer, long id) {
		jdbc.sql("select id from member where id = :id for no key update").param("id", viewer.id()).query().listOfRows();
		var email = find(viewer, id);
		if (!email.confirmed()) {
			throw Problem.conflict("email-unconfirmed");
		}
		var before = of(viewer).stream().filter(Email::primary).map(Email::id).findFirst();
		jdbc.sql("update member_email set main = false where member_id = :member and main").param("member", viewer.id())
				.update();
		jdbc.sql("update member_email set main = true where id = :id").param("id", id).update();
		log.append(viewer, Action.EMAIL_CHANGED, new Subject("member", viewer.id()),
				Map.of("from", before.orElse(id), "to", id));
		return find(viewer, id);
	}

	private Email find(Viewer viewer, long id) {
		return of(viewer).stream().filter(email -> email.id() == id).findFirst().orElseThrow(Problem::notFound);
	}

	/**
	 * Confirms an address, by whoever read the email that was sent there; within the caller's transaction.
	 *
	 * @return false if it had been confirmed before
	 * @throws Problem 409 {@code email-taken} if somebody else has confirmed it meanwhile
	 */
	boolean confirm(long emailId) {
		record Row(long memberId, String address, boolean confirmed, boolean main) {
		}
		var row = jdbc.sql("""
				select member_id, address, confirmed_at is not null as confirmed, main from member_email where id = :id
				for update
				""").param("id", emailId).query(Row.class).single();
		if (row.confirmed()) {
			return false;
		}
		takeOver(row.memberId(), row.address());
		try {
			jdbc.sql("update member_email set confirmed_at = now() where id = :id").param("id", emailId).update();
		}
		catch (DuplicateKeyException e) {
			throw Problem.conflict("email-taken");
		}
		signIns.refresh(row.memberId());
		log.append(new Viewer(row.memberId(), "", "", Role.MEMBER, 0), Action.EMAIL_CONFIRMED,
				new Subject("member", row.memberId()), Map.of("email", emailId, "main", row.main()));
		return true;
	}
}
