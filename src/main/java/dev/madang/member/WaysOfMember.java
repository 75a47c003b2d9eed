package dev.madang.member;

import java.time.Instant;
import java.util.List;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The passkeys and providers by which a member can sign in. One way of signing in always stays. */
@Component
public class WaysOfMember {

	public record Passkey(long id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {
	}

	/** @param email what the provider says is the member's address */
	public record Identity(long id, String provider, @Nullable String email, Instant createdAt, Instant lastUsedAt) {
	}

	private final JdbcClient jdbc;

	private final ActivityLog log;

	WaysOfMember(JdbcClient jdbc, ActivityLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	public List<Passkey> passkeys(Viewer viewer) {
		return jdbc.sql("select id, name, created_at, last_used_at from passkey where member_id = :id order by id")
				.param("id", viewer.id()).query((row, number) -> new Passkey(row.getLong("id"), row.getString("name"),
						Rows.instant(row, "created_at"), Rows.optional(row, "last_used_at")))
				.list();
	}

	public List<Identity> identities(Viewer viewer) {
		return jdbc.sql("""
				select id, provider, email, created_at, last_used_at from member_identity where member_id = :id order by id
				""").param("id", viewer.id()).query((row, number) -> new Identity(row.getLong("id"),
				row.getString("provider"), row.getString("email"), Rows.instant(row, "created_at"),
				Rows.instant(row, "last_used_at"))).list();
	}

	@Transactional
	public void rename(Viewer viewer, long passkey, String name) {
		new Checks().length("name", name, 1, 60).done();
		if (jdbc.sql("update passkey set name = :name where id = :id and member_id = :member").param("name", Texts.tidy(name))
				.param("id", passkey).param("member", viewer.id()).update() == 0) {
			throw Problem.notFound();
		}
	}

	/** @throws Problem 409 {@code last-way}, 404 */
	@Transactional
	public void removePasskey(Viewer viewer, long id) {
		lock(viewer);
		requireFound(jdbc.sql("delete from passkey where id = :id and member_id = :member").param("id", id)
				.param("member", viewer.id()).update());
		requireAWay(viewer);
		log.append(viewer, Action.PASSKEY_REMOVED, new Subject("member", viewer.id()));
	}

	/** @throws Problem 409 {@code last-way}, 404 */
	@Transactional
	public void removeIdentity(Viewer viewer, long id) {
		lock(viewer);
		requireFound(jdbc.sql("delete from member_identity where id = :id and member_id = :member").param("id", id)
				.param("member", viewer.id()).update());
		requireAWay(viewer);
		log.append(viewer, Action.IDENTITY_UNLINKED, new Subject("member", viewer.id()));
	}

	private void lock(Viewer viewer) {
		jdbc.sql("select id from member where id = :id for no key update").param("id", viewer.id()).query().listOfRows();
	}

	private static void requireFound(int changed) {
		if (changed == 0) {
			throw Problem.notFound();
		}
	}

	/** A confirmed address is one, too: a new password can be set through it. */
	private void requireAWay(Viewer viewer) {
		if (!jdbc.sql("""
				select m.password_hash is not null
				  or exists (select 1 from passkey p where p.member_id = m.id)
				  or exists (select 1 from member_identity i where i.member_id = m.id)
				  or exists (select 1 from member_email e where e.member_id = m.id and e.confirmed_at is not null)
				from member m where m.id = :id
				""").param("id", viewer.id()).query(Boolean.class).single()) {
			throw Problem.conflict("last-way");
		}
	}
}
