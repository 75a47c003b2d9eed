package dev.madang.member;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Sha256;
import dev.madang.platform.Viewer;
import dev.madang.platform.Wakeups;
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

	/** A refresh token that comes twice within this time was sent by two windows of one browser, not by a thief. */
	private static final Duration RACE = Duration.ofSeconds(10);

	private record Row(long memberId, String handle, String name, String role, long signInId) {

		Viewer viewer() {
			return new Viewer(memberId, handle, name, Role.of(role), signInId);
		}
	}

	private record Spent(long signInId, boolean raced) {
	}

	/** A sign-in and the secret of whoever holds it. */
	record Opened(long id, long memberId, String secret) {
	}

	private final JdbcClient jdbc;

	private final Wakeups wakeups;

	private final Cache<String, Viewer> bySession = Caffeine.newBuilder().maximumSize(20_000)
			.expireAfterWrite(Duration.ofHours(1)).build();

	private final Cache<Long, Viewer> byId = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofHours(1))
			.build();

	/** Grows with whatever is forgotten: what was read before must not be remembered after. */
	private final AtomicLong forgotten = new AtomicLong();

	private final Set<Long> seen = ConcurrentHashMap.newKeySet();

	SignIns(JdbcClient jdbc, Wakeups wakeups) {
		this.jdbc = jdbc;
		this.wakeups = wakeups;
		wakeups.on("member", word -> forget(viewer -> word.isEmpty() || viewer.id() == Long.parseLong(word)));
		wakeups.on("sign-in", word -> forget(viewer -> word.isEmpty() || viewer.signInId() == Long.parseLong(word)));
	}

	/** Looks a member up again at the next request. */
	void forget(long memberId) {
		forget(viewer -> viewer.id() == memberId);
	}

	private void forget(Predicate<Viewer> which) {
		forgotten.incrementAndGet();
		bySession.asMap().values().removeIf(which);
		byId.asMap().values().removeIf(which);
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
		return remembered(bySession, Base64.getEncoder().encodeToString(hash), () -> live("s.session_hash = :key", hash));
	}

	/** Whose sign-in an access token names; nobody's, if it has ended. */
	public Optional<Viewer> byId(long signInId) {
		return remembered(byId, signInId, () -> live("s.id = :key", signInId));
	}

	private <K> Optional<Viewer> remembered(Cache<K, Viewer> cache, K key, Supplier<Optional<Viewer>> load) {
		var viewer = cache.getIfPresent(key);
		if (viewer == null) {
			var before = forgotten.get();
			viewer = load.get().orElse(null);
			if (viewer == null) {
				return Optional.empty();
			}
			if (forgotten.get() == before) {
				cache.put(key, viewer);
			}
		}
		seen.add(viewer.signInId());
		return Optional.of(viewer);
	}

	private Optional<Viewer> live(String which, Object key) {
		return jdbc.sql("""
				select m.id as member_id, m.handle, m.name, m.role, s.id as sign_in_id
				from sign_in s join member m on m.id = s.member_id
				where %s and s.revoked_at is null and s.expires_at > now()
				""".formatted(which)).param("key", key).query(Row.class).optional().map(Row::viewer);
	}

	/**
	 * Spends a refresh token for the next one.
	 *
	 * @throws Problem 401 {@code refresh-raced} within ten seconds of its first use, {@code refresh-spent} later, which ends
	 * the sign-in, {@code bad-refresh-token} if it is unknown or has ended
	 */
	@Transactional(noRollbackFor = Problem.class)
	Opened refresh(String token) {
		var old = Sha256.of(token);
		var next = Secret.random();
		var rotated = jdbc.sql("""
				with spent as (
				  update sign_in set refresh_hash = :next, last_seen_at = now()
				  where refresh_hash = :old and revoked_at is null and expires_at > now()
				  returning id, member_id),
				kept as (
				  insert into spent_refresh_token (hash, sign_in_id) select :old, id from spent)
				select id, member_id, :text as secret from spent
				""").param("old", old).param("next", next.hash()).param("text", next.text()).query(Opened.class).optional();
		return rotated.orElseThrow(() -> refused(old));
	}

	private Problem refused(byte[] hash) {
		var spent = jdbc.sql("""
				select sign_in_id, spent_at > now() - :race * interval '1 second' as raced
				from spent_refresh_token where hash = :hash
				""").param("hash", hash).param("race", RACE.toSeconds()).query(Spent.class).optional();
		if (spent.isEmpty()) {
			return Problem.unauthorized("bad-refresh-token");
		}
		if (spent.get().raced()) {
			return Problem.unauthorized("refresh-raced");
		}
		end(spent.get().signInId());
		return Problem.unauthorized("refresh-spent");
	}

	/** Ends a sign-in, on every node as soon as this transaction commits. */
	@Transactional
	public void end(long signInId) {
		jdbc.sql("update sign_in set revoked_at = now() where id = :id and revoked_at is null").param("id", signInId).update();
		wakeups.send("sign-in", String.valueOf(signInId));
		AfterCommit.run(() -> forget(viewer -> viewer.signInId() == signInId));
	}

	/** Ends every sign-in of a member. */
	@Transactional
	void endAll(long memberId) {
		jdbc.sql("update sign_in set revoked_at = now() where member_id = :id and revoked_at is null").param("id", memberId)
				.update();
		wakeups.send("member", String.valueOf(memberId));
		AfterCommit.run(() -> forget(viewer -> viewer.id() == memberId));
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
	void sweep() {
		jdbc.sql("delete from sign_in where expires_at < now() or revoked_at < now() - interval '30 days'").update();
	}
}
