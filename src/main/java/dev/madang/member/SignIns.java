package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in. One row a sign-in; pages know it by an opaque cookie, the API by access and refresh tokens that name
 * it. Looking it up costs a statement the first time only: every process forgets it when NOTIFY says that it, or its
 * member, has changed.
 */
@Component
public class SignIns {

	/** So long a sign-in lasts without the password. */
	static final Duration LASTS = Duration.ofDays(60);

	/**
	 * Where somebody is signed in.
	 *
	 * @param device what the browser or program said of itself
	 * @param current whether it is the one that asks
	 * @param api whether it is by tokens rather than a cookie
	 */
	public record SignIn(long id, String device, String address, Instant createdAt, Instant lastSeenAt, Instant expiresAt,
			boolean current, boolean api) {
	}

	/** A sign-in and the secret of whoever holds it. */
	record Opened(long id, long memberId, String secret) {
	}

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	private final ViewerCache<String> bySession = new ViewerCache<>();

	private final ViewerCache<Long> byId = new ViewerCache<>();

	private final Set<Long> seen = ConcurrentHashMap.newKeySet();

	private final ActivityLog log;

	SignIns(JdbcClient jdbc, ClusterSignals signals, ActivityLog log) {
		this.jdbc = jdbc;
		this.log = log;
		this.signals = signals;
		signals.on("member", word -> forget(viewer -> word.isEmpty() || viewer.id() == Long.parseLong(word)));
		signals.on("sign-in", word -> forget(viewer -> word.isEmpty() || viewer.signInId() == Long.parseLong(word)));
	}

	/** Looks a member up again at the next request, on every node. */
	void refresh(long memberId) {
		signals.send("member", String.valueOf(memberId));
		AfterCommit.run(() -> forget(viewer -> viewer.id() == memberId));
	}

	private void forget(Predicate<Viewer> which) {
		bySession.forget(which);
		byId.forget(which);
	}

	/** Opens a sign-in for pages; its secret is the cookie. */
	Opened openSession(long memberId, Device device) {
		return open(memberId, device, "session_hash");
	}

	/** Opens a sign-in for the API; its secret is the first refresh token. */
	Opened openTokens(long memberId, Device device) {
		return open(memberId, device, "refresh_hash");
	}

	private Opened open(long memberId, Device device, String column) {
		var secret = Secret.random();
		var id = jdbc.sql("""
				insert into sign_in (member_id, %s, device, address, expires_at)
				values (:member, :hash, :device, :address, now() + :lasts * interval '1 second')
				returning id
				""".formatted(column)).param("member", memberId).param("hash", secret.hash()).param("device", device.agent())
				.param("address", device.address()).param("lasts", LASTS.toSeconds()).query(Long.class).single();
		return new Opened(id, memberId, secret.text());
	}

	/** Whose cookie this is; nobody's, if it has ended. */
	public Optional<Viewer> bySession(String cookie) {
		var hash = Sha256.of(cookie);
		return seen(bySession.get(Base64.getEncoder().encodeToString(hash), () -> live("s.session_hash = :key", hash)));
	}

	/** Whose sign-in an access token names; nobody's, if it has ended. */
	public Optional<Viewer> byId(long signInId) {
		return seen(byId.get(signInId, () -> live("s.id = :key", signInId)));
	}

	private Optional<Viewer> seen(Optional<Viewer> viewer) {
		viewer.ifPresent(found -> seen.add(found.signInId()));
		return viewer;
	}

	private Optional<Viewer> live(String which, Object key) {
		return jdbc.sql("""
				select %s, s.id as sign_in_id
				from (select id, member_id, session_hash, revoked_at, created_at as since, expires_at as ends
				      from sign_in) s
				join member m on m.id = s.member_id
				where %s and s.revoked_at is null and s.ends > now() and %s
				""".formatted(Viewing.COLUMNS, which, Viewing.WELCOME)).param("key", key).query(Viewing::signedIn).optional();
	}

	/** The sign-ins that still hold, the last seen first. */
	public List<SignIn> of(Viewer viewer) {
		return jdbc.sql("""
				select id, device, address, created_at, last_seen_at, expires_at, id = :current as current,
				       session_hash is null as api
				from sign_in
				where member_id = :member and revoked_at is null and expires_at > now()
				order by last_seen_at desc, id desc
				limit 200
				""").param("member", viewer.id()).param("current", viewer.signInId()).query(SignIns::read).list();
	}

	private static SignIn read(ResultSet row, int number) throws SQLException {
		return new SignIn(row.getLong("id"), row.getString("device"), row.getString("address"),
				Rows.instant(row, "created_at"), Rows.instant(row, "last_seen_at"), Rows.instant(row, "expires_at"),
				row.getBoolean("current"), row.getBoolean("api"));
	}

	/**
	 * Ends one of one's own sign-ins.
	 *
	 * @throws Problem 404 if it is not one's own, or has ended
	 */
	@Transactional
	public void end(Viewer viewer, long signInId) {
		if (jdbc.sql("""
				select id from sign_in where id = :id and member_id = :member and revoked_at is null and expires_at > now()
				""").param("id", signInId).param("member", viewer.id()).query().listOfRows().isEmpty()) {
			throw Problem.notFound();
		}
		end(signInId);
		log.append(viewer, Action.SIGN_IN_ENDED, new Subject("member", viewer.id()), Map.of("signIn", signInId));
	}

	/** Ends a sign-in, on every node as soon as this transaction commits. */
	@Transactional
	public void end(long signInId) {
		jdbc.sql("update sign_in set revoked_at = now() where id = :id and revoked_at is null").param("id", signInId).update();
		signals.send("sign-in", String.valueOf(signInId));
		AfterCommit.run(() -> forget(viewer -> viewer.signInId() == signInId));
	}

	/** Ends every sign-in of a member. */
	@Transactional
	void endAll(long memberId) {
		endOthers(memberId, 0);
	}

	/** Ends every sign-in of a member but one. */
	@Transactional
	void endOthers(long memberId, long signInId) {
		jdbc.sql("""
				update sign_in set revoked_at = now() where member_id = :id and id <> :kept and revoked_at is null
				""").param("id", memberId).param("kept", signInId).update();
		refresh(memberId);
	}

	/** Writes who was seen lately, all at once: not a statement a request. */
	@Scheduled(fixedDelayString = "PT1M")
	void saveLastSeen() {
		var ids = List.copyOf(seen);
		if (!ids.isEmpty()) {
			seen.removeAll(ids);
			jdbc.sql("update sign_in set last_seen_at = now() where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
					.update();
		}
	}

	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from sign_in where expires_at < now() or revoked_at < now() - interval '30 days'").update();
	}
}
