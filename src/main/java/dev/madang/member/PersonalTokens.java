package dev.madang.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Sha256;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.OnWorkers;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Access tokens that members make for their programs: with scopes and an end, shown once. They are no sign-in, so they
 * cannot touch the account itself.
 */
@Component
public class PersonalTokens {

	/** By which such a token is told from a JWT, and found by scanners for leaked secrets. */
	static final String PREFIX = "madang_";

	/** What a token may do: read; write as a member; moderate; administer. */
	private static final List<String> SCOPES = List.of("read", "write", "moderate", "admin");

	private static final Duration LONGEST = Duration.ofDays(366);

	private static final int MOST = 50;

	/** @param token the token itself, only in the answer to its making */
	@Schema(name = "AccessToken")
	public record Token(long id, String name, List<String> scopes, Instant createdAt, Instant expiresAt,
			@Nullable Instant lastUsedAt, @Nullable String token) {
	}

	/** What a new token is to be; without an end, it lasts ninety days. */
	@Schema(name = "AccessTokenForm")
	public record Form(@Nullable String name, @Nullable List<String> scopes, @Nullable Instant expiresAt) {
	}

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	private final ActivityLog log;

	private final ViewerCache<String> viewers = new ViewerCache<>();

	private final Set<String> used = ConcurrentHashMap.newKeySet();

	PersonalTokens(JdbcClient jdbc, ClusterSignals signals, ActivityLog log) {
		this.jdbc = jdbc;
		this.signals = signals;
		this.log = log;
		signals.on("member", word -> viewers
				.forget(viewer -> word.isEmpty() || viewer.id() == Long.parseLong(word)));
	}

	/** Who a token stands for at this moment. */
	Optional<Viewer> viewer(String token) {
		var hash = Sha256.of(token);
		var key = Base64.getEncoder().encodeToString(hash);
		var viewer = viewers.get(key, () -> live(hash));
		viewer.ifPresent(found -> used.add(key));
		return viewer;
	}

	private Optional<Viewer> live(byte[] hash) {
		return jdbc.sql("""
				select %s, t.scopes
				from (select member_id, hash, scopes, created_at as since, expires_at as ends from access_token) t
				join member m on m.id = t.member_id
				where t.hash = :hash and t.ends > now() and %s
				""".formatted(Viewing.COLUMNS, Viewing.WELCOME)).param("hash", hash).query(Viewing::byToken).optional();
	}

	public List<Token> of(Viewer viewer) {
		return jdbc.sql("""
				select id, name, scopes, created_at, expires_at, last_used_at from access_token
				where member_id = :member order by id desc
				""").param("member", viewer.id()).query(PersonalTokens::read).list();
	}

	private static Token read(ResultSet row, int number) throws SQLException {
		return new Token(row.getLong("id"), row.getString("name"), Rows.strings(row, "scopes"),
				Rows.instant(row, "created_at"), Rows.instant(row, "expires_at"),
				Rows.optional(row, "last_used_at"), null);
	}

	/** @throws Problem 422 for what is wrong with the form, 409 {@code too-many-tokens} */
	@Transactional
	public Token create(Viewer viewer, Form form) {
		var scopes = form.scopes() == null ? List.of("read") : form.scopes().stream().distinct().toList();
		var end = form.expiresAt() == null ? Instant.now().plus(Duration.ofDays(90)) : form.expiresAt();
		new Checks().line("name", form.name(), 1, 60)
				.that(!scopes.isEmpty() && scopes.stream().allMatch(scope -> scope != null && SCOPES.contains(scope)), "scopes",
						"bad-scope")
				.that(end.isAfter(Instant.now()) && end.isBefore(Instant.now().plus(LONGEST)), "expiresAt", "bad-end").done();
		if (of(viewer).size() >= MOST) {
			throw Problem.conflict("too-many-tokens");
		}
		var text = PREFIX + Secret.random().text();
		var id = jdbc.sql("""
				insert into access_token (member_id, name, hash, scopes, expires_at)
				values (:member, :name, :hash, :scopes, :end::timestamptz) returning id
				""").param("member", viewer.id()).param("name", Texts.tidy(Texts.orEmpty(form.name())))
				.param("hash", Sha256.of(text)).param("scopes", scopes.toArray(String[]::new)).param("end", end.toString())
				.query(Long.class).single();
		log.append(viewer, Action.TOKEN_MADE, new Subject("member", viewer.id()));
		return new Token(id, Texts.tidy(Texts.orEmpty(form.name())), scopes, Instant.now(), end, null, text);
	}

	/** @throws Problem 404 if it is not one's own */
	@Transactional
	public void remove(Viewer viewer, long id) {
		if (jdbc.sql("delete from access_token where id = :id and member_id = :member").param("id", id)
				.param("member", viewer.id()).update() == 0) {
			throw Problem.notFound();
		}
		forget(viewer.id());
		log.append(viewer, Action.TOKEN_REMOVED, new Subject("member", viewer.id()));
	}

	/** Ends all of a member's tokens, within the caller's transaction. */
	void removeAll(long memberId) {
		jdbc.sql("delete from access_token where member_id = :member").param("member", memberId).update();
		forget(memberId);
	}

	private void forget(long memberId) {
		signals.send("member", String.valueOf(memberId));
		AfterCommit.run(() -> viewers.forget(viewer -> viewer.id() == memberId));
	}

	@Scheduled(fixedDelayString = "PT1M")
	void saveLastUsed() {
		var hashes = List.copyOf(used);
		used.removeAll(hashes);
		for (var hash : hashes) {
			jdbc.sql("update access_token set last_used_at = now() where hash = :hash")
					.param("hash", Base64.getDecoder().decode(hash)).update();
		}
	}

	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void sweep() {
		jdbc.sql("delete from access_token where expires_at < now() - interval '30 days'").update();
	}
}
