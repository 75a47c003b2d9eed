package dev.madang.notification;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.page.CommunityZone;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Of what a member wants to be told, and where: on the page, on their devices, in the digest, or not at all. */
@Component
public class Preferences {

	private static final Set<String> EVERY = Set.of("off", "daily", "weekly");

	/**
	 * Where one is told of a kind.
	 *
	 * @param push on the devices that one has chosen; as on the page, where it is left out
	 */
	public record Channels(boolean page, boolean mail, @Nullable Boolean push) {

		public Channels {
			push = push == null ? page : push;
		}

		static Channels usual(NotificationKind kind) {
			return new Channels(kind.isUsual(), kind.isUsual(), kind.isUsual());
		}

		public boolean byPush() {
			return Boolean.TRUE.equals(push);
		}
	}

	/**
	 * All that one may choose.
	 *
	 * @param digest off, daily or weekly
	 * @param kinds by their words; a kind that is left out is as usual
	 */
	public record Choice(@Nullable String digest, @Nullable Map<String, Channels> kinds) {
	}

	private record Row(String kind, boolean onPage, boolean byMail, boolean byPush) {
	}

	private final JdbcClient jdbc;

	private final CommunityZone zone;

	private final SecureRandom random = new SecureRandom();

	Preferences(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	@Transactional(readOnly = true)
	public Choice of(Viewer viewer) {
		var stored = stored(viewer.id());
		var kinds = new LinkedHashMap<String, Channels>();
		for (var kind : NotificationKind.chosen()) {
			if (kind != NotificationKind.FILED || viewer.isModerator()) {
				kinds.put(kind.word(), stored.getOrDefault(kind, Channels.usual(kind)));
			}
		}
		return new Choice(digest(viewer.id()), kinds);
	}

	Map<NotificationKind, Channels> stored(long memberId) {
		var stored = new EnumMap<NotificationKind, Channels>(NotificationKind.class);
		List<Row> rows = jdbc
				.sql("select kind, on_page, by_mail, by_push from notification_preference where member_id = :member")
				.param("member", memberId).query(Row.class).list();
		rows.forEach(
				row -> stored.put(NotificationKind.of(row.kind()), new Channels(row.onPage(), row.byMail(), row.byPush())));
		return stored;
	}

	private String digest(long memberId) {
		return jdbc.sql("select every from notification_digest where member_id = :member").param("member", memberId)
				.query(String.class).optional().orElse("off");
	}

	/** @throws Problem 422 for a kind or a digest that there is not */
	@Transactional
	public Choice change(Viewer viewer, Choice choice) {
		var kinds = choice.kinds() == null ? Map.<String, Channels>of() : choice.kinds();
		var digest = choice.digest() == null ? "off" : choice.digest();
		var checks = new Checks().that(EVERY.contains(digest), "digest", "unknown-digest");
		kinds.forEach((word, channels) -> checks
				.that(NotificationKind.find(word).filter(NotificationKind::isChosen).isPresent(), "kinds." + word,
						"unknown-kind")
				.that(channels != null, "kinds." + word, "missing"));
		checks.done();
		jdbc.sql("delete from notification_preference where member_id = :member").param("member", viewer.id()).update();
		var differing = new HashMap<>(kinds);
		differing.entrySet().removeIf(entry -> entry.getValue().equals(Channels.usual(NotificationKind.of(entry.getKey()))));
		differing.forEach((word, channels) -> jdbc.sql("""
				insert into notification_preference (member_id, kind, on_page, by_mail, by_push)
				values (:member, :kind, :page, :mail, :push)
				on conflict (member_id, kind)
				  do update set on_page = excluded.on_page, by_mail = excluded.by_mail, by_push = excluded.by_push
				""").param("member", viewer.id()).param("kind", word).param("page", channels.page())
				.param("mail", channels.mail()).param("push", channels.byPush()).update());
		changeDigest(viewer.id(), digest);
		return of(viewer);
	}

	/** Whoever asks for digests gets the first one in the next period, about what is new from then on. */
	private void changeDigest(long memberId, String every) {
		jdbc.sql("""
				insert into notification_digest (member_id, every, sent_on, sent_up_to, token)
				select :member, :every, :today, last_value - (not is_called)::int, :token from notification_revision
				where :every <> 'off'
				on conflict (member_id) do update set every = excluded.every, sent_on = excluded.sent_on,
				  sent_up_to = case notification_digest.every when 'off' then excluded.sent_up_to
				               else notification_digest.sent_up_to end
				where notification_digest.every <> excluded.every
				""").param("member", memberId).param("every", every).param("today", LocalDate.now(zone.zone()))
				.param("token", newToken()).update();
		if ("off".equals(every)) {
			jdbc.sql("update notification_digest set every = 'off' where member_id = :member").param("member", memberId)
					.update();
		}
	}

	private String newToken() {
		var bytes = new byte[24];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Whether an email's link is one of ours. */
	public boolean isToken(String token) {
		return jdbc.sql("select exists (select 1 from notification_digest where token = :token)").param("token", token)
				.query(Boolean.class).single();
	}

	/**
	 * Ends somebody's digests, however often.
	 *
	 * @throws Problem 404 {@code link-over} for a link that is none of ours
	 */
	@Transactional
	public void unsubscribe(String token) {
		if (jdbc.sql("update notification_digest set every = 'off' where token = :token").param("token", token).update() == 0) {
			throw Problem.of(404, "link-over");
		}
	}
}
