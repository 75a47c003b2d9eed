package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Sha256;
import dev.madang.platform.SiteUrl;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links with which people may join where not everybody may. */
@Component
public class Invites {

	private static final Duration LASTS = Duration.ofDays(30);

	/** @param by the handle of who made it */
	public record Invite(long id, String by, String note, int usesLeft, Instant createdAt, Instant expiresAt) {
	}

	private final JdbcClient jdbc;

	private final SiteUrl site;

	private final ActivityLog log;

	Invites(JdbcClient jdbc, SiteUrl site, ActivityLog log) {
		this.jdbc = jdbc;
		this.site = site;
		this.log = log;
	}

	/** Those that still work, the latest first. */
	public List<Invite> all() {
		return jdbc.sql("""
				select i.id, m.handle, i.note, i.uses_left, i.created_at, i.expires_at
				from invite i join member m on m.id = i.by_id
				where i.uses_left > 0 and i.expires_at > now() order by i.id desc limit 200
				""").query(Invites::read).list();
	}

	private static Invite read(ResultSet row, int number) throws SQLException {
		return new Invite(row.getLong("id"), row.getString("handle"), row.getString("note"), row.getInt("uses_left"),
				Rows.instant(row, "created_at"), Rows.instant(row, "expires_at"));
	}

	/** The link of a new invite, which is not shown again. */
	@Transactional
	public String create(Viewer viewer, String note, int uses) {
		new Checks().length("note", note, 0, 100).that(uses >= 1 && uses <= 1000, "uses", "bad-uses").done();
		var secret = Secret.random();
		jdbc.sql("""
				insert into invite (hash, by_id, note, uses_left, expires_at)
				values (:hash, :by, :note, :uses, now() + :lasts * interval '1 second')
				""").param("hash", secret.hash()).param("by", viewer.id()).param("note", Texts.tidy(note)).param("uses", uses)
				.param("lasts", LASTS.toSeconds()).update();
		log.append(viewer, new EventType("invite", Action.MADE), new Subject("member", viewer.id()), Map.of());
		return site.of("/signup?invite=" + secret.text());
	}

	@Transactional
	public void remove(Viewer viewer, long id) {
		if (jdbc.sql("delete from invite where id = :id").param("id", id).update() == 0) {
			throw Problem.notFound();
		}
		log.append(viewer, new EventType("invite", Action.REMOVED), null, Map.of());
	}

	/** @throws Problem 403 {@code invite-needed} */
	void require(@Nullable String invite) {
		if (invite == null || !jdbc.sql("""
				select exists (select 1 from invite where hash = :hash and uses_left > 0 and expires_at > now())
				""").param("hash", Sha256.of(invite)).query(Boolean.class).single()) {
			throw Problem.forbidden("invite-needed");
		}
	}

	/** Within the transaction of the sign-up. */
	void use(String invite) {
		if (jdbc.sql("""
				update invite set uses_left = uses_left - 1 where hash = :hash and uses_left > 0 and expires_at > now()
				""").param("hash", Sha256.of(invite)).update() == 0) {
			throw Problem.forbidden("invite-needed");
		}
	}
}
