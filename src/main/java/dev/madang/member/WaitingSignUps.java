package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.mail.MailQueue;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sign-ups that are not members yet. */
@Component
public class WaitingSignUps {

	/** So long a sign-up waits for its address to be confirmed, and for an admin. */
	private static final Duration WAITS = Duration.ofDays(14);

	/** Somebody who asks to be let in. */
	public record Waiting(long id, String handle, String name, String email, String message, Instant createdAt) {
	}

	private record Row(Newcomer newcomer, boolean needsConfirm, boolean needsApproval) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(
					new Newcomer(row.getString("handle"), row.getString("name"), row.getString("address"),
							row.getBoolean("confirmed"),
							row.getString("password_hash"), Rows.optionalInt(row, "age"), row.getString("phone"),
							row.getString("locale"), Rows.instant(row, "created_at")),
					row.getBoolean("needs_confirm"), row.getBoolean("needs_approval"));
		}
	}

	private final JdbcClient jdbc;

	private final Newcomers newcomers;

	private final MailQueue mailQueue;

	private final ActivityLog log;

	private final SignUpMode mode;

	private final Limits limits;

	WaitingSignUps(JdbcClient jdbc, Newcomers newcomers, MailQueue mailQueue, ActivityLog log, SignUpMode mode, Limits limits) {
		this.mode = mode;
		this.limits = limits;
		this.jdbc = jdbc;
		this.newcomers = newcomers;
		this.mailQueue = mailQueue;
		this.log = log;
	}

	/**
	 * The same rows whether the address is somebody's or not; whose it is, an email tells its owner. Within the caller's
	 * transaction.
	 */
	void add(Newcomer newcomer, String message) {
		limits.take("email-to", newcomer.address().toLowerCase(Locale.ROOT), 5, Duration.ofHours(1));
		var id = jdbc.sql("""
				insert into sign_up (handle, name, address, password_hash, age, phone, locale, message, needs_confirm,
				                     needs_approval, expires_at)
				values (:handle, :name, :address, :hash, :age, :phone, :locale, :message, :confirm, :approval,
				        now() + :waits * interval '1 second')
				returning id
				""").param("handle", newcomer.handle()).param("name", newcomer.name()).param("address", newcomer.address())
				.param("hash", newcomer.passwordHash()).param("age", newcomer.age()).param("phone", newcomer.phone())
				.param("locale", newcomer.locale()).param("message", message)
				.param("confirm", mode.confirmFirst()).param("approval", mode.needsApproval())
				.param("waits", WAITS.toSeconds()).query(Long.class).single();
		log.append(Viewer.ANYBODY, Action.ASKED, new Subject("sign-up", id), Map.of());
	}

	/** Those whom an admin may let in, the first come first. */
	public List<Waiting> all() {
		return jdbc.sql("""
				select id, handle, name, address, message, created_at from sign_up
				where needs_approval and not needs_confirm and expires_at > now() order by id limit 200
				""").query((row, number) -> new Waiting(row.getLong("id"), row.getString("handle"), row.getString("name"),
				row.getString("address"), row.getString("message"), Rows.instant(row, "created_at"))).list();
	}

	/** The address is theirs; returns whether there is a member now. Within the caller's transaction. */
	boolean confirm(long id) {
		var row = lock(id);
		if (row.needsApproval()) {
			jdbc.sql("update sign_up set needs_confirm = false, confirmed = true where id = :id").param("id", id).update();
			return false;
		}
		join(id, row.newcomer(), true);
		return true;
	}

	/** @throws Problem 404, 409 if handle or address are somebody else's by now */
	@Transactional
	public void approve(Viewer viewer, long id) {
		var row = lock(id);
		if (row.needsConfirm()) {
			throw Problem.notFound();
		}
		try {
			join(id, row.newcomer(), row.newcomer().confirmed());
		}
		catch (DuplicateKeyException e) {
			throw Newcomers.clash(e);
		}
		log.append(viewer, Action.APPROVED, new Subject("sign-up", id));
	}

	@Transactional
	public void decline(Viewer viewer, long id) {
		var newcomer = lock(id).newcomer();
		jdbc.sql("delete from sign_up where id = :id").param("id", id).update();
		mailQueue.queue("declined", newcomer.address(), Locale.forLanguageTag(newcomer.locale()), "", newcomer.name());
		log.append(viewer, Action.DECLINED, new Subject("sign-up", id));
	}

	private void join(long id, Newcomer newcomer, boolean confirmed) {
		newcomers.join(new Newcomer(newcomer.handle(), newcomer.name(), newcomer.address(), confirmed,
				newcomer.passwordHash(), newcomer.age(), newcomer.phone(), newcomer.locale(), newcomer.agreedAt()),
				Role.MEMBER);
		jdbc.sql("delete from sign_up where id = :id").param("id", id).update();
	}

	private Row lock(long id) {
		return find(id).orElseThrow(Problem::notFound);
	}

	private Optional<Row> find(long id) {
		return jdbc.sql("""
				select handle, name, address, password_hash, age, phone, locale, needs_confirm, needs_approval, confirmed,
				       created_at
				from sign_up where id = :id and expires_at > now() for update
				""").param("id", id).query(Row::read).optional();
	}
}
