package dev.madang.moderation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Limits;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What members may not do yet in their first days, which is when an account is made only to advertise. */
@Component
class FirstDays {

	private static final Pattern LINK = Pattern.compile("(?i)https?://|\\bwww\\.");

	private final JdbcClient jdbc;

	private final Limits limits;

	private final ModerationProperties.Newcomer most;

	private final CommunityZone zone;

	/** Who is none any more, which nobody becomes again: so most writes ask nothing. */
	private final Cache<Long, Boolean> settled = Caffeine.newBuilder().maximumSize(50_000).build();

	FirstDays(JdbcClient jdbc, Limits limits, ModerationProperties properties, CommunityZone zone) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.most = properties.newcomer();
		this.zone = zone;
	}

	boolean isNewcomer(Viewer viewer) {
		if (!limits.areOn() || most.days() == 0 || viewer.isModerator() || settled.getIfPresent(viewer.id()) != null) {
			return false;
		}
		var isNew = jdbc.sql("select created_at > now() - make_interval(days => :days) from member where id = :id")
				.param("days", most.days()).param("id", viewer.id()).query(Boolean.class).single();
		if (!isNew) {
			settled.put(viewer.id(), true);
		}
		return isNew;
	}

	/** @throws Problem 422 with more links than a newcomer's text may have */
	void requireFewLinks(String text, String field) {
		if (LINK.matcher(text).results().limit(most.links() + 1L).count() > most.links()) {
			throw Problem.invalid(field, "too-many-links", most.links());
		}
	}

	/**
	 * Counts something that is written, within the caller's transaction, so that what is refused for another reason is not
	 * counted.
	 *
	 * @throws Problem 429 until the next day
	 */
	void count(Viewer viewer, String kind) {
		var today = LocalDate.now(zone.zone());
		var written = jdbc.sql("""
				insert into newcomer_day (member_id, day, kind, written) values (:member, :day, :kind, 1)
				on conflict (member_id, day, kind) do update set written = newcomer_day.written + 1
				returning written
				""").param("member", viewer.id()).param("day", today).param("kind", kind).query(Integer.class).single();
		if (written > ("comment".equals(kind) || "message".equals(kind) ? most.comments() : most.posts())) {
			var left = Duration.between(ZonedDateTime.now(zone.zone()), today.plusDays(1).atStartOfDay(zone.zone()));
			throw Problem.later(429, "enough-for-a-newcomer", (int) left.toSeconds() + 1);
		}
	}

	@Scheduled(fixedDelayString = "PT6H")
	@OnWorkers
	void forget() {
		jdbc.sql("delete from newcomer_day where day < :before").param("before", LocalDate.now(zone.zone()).minusDays(2))
				.update();
	}
}
