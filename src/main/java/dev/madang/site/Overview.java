package dev.madang.site;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.page.CommunityZone;
import dev.madang.platform.Rows;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the community does, by day. The days come from what {@link DayCounts} has counted as it happened, so they cost as
 * much as there are days, and never run after.
 */
@Component
public class Overview {

	/** What happened on one day of the community's time zone. */
	public record Day(LocalDate day, int users, int posts, int comments, int products, int likes, int signIns) {

		/** One of the numbers by its name. */
		public int of(String kind) {
			return switch (kind) {
				case "users" -> users;
				case "posts" -> posts;
				case "comments" -> comments;
				case "products" -> products;
				case "likes" -> likes;
				default -> signIns;
			};
		}
	}

	/**
	 * What there is now, imported things too.
	 *
	 * @param countedAt when users, comments and likes were counted, a minute ago at most; posts and products are counted as
	 *        they come and go
	 */
	public record Totals(long users, long posts, long comments, long products, long likes, Instant countedAt) {
	}

	private record Whole(long users, long comments, long likes, Instant at) {
	}

	private record Kept(long posts, long products) {
	}

	/** @param days the oldest first, without a gap */
	@Schema(name = "Overview")
	public record Stats(List<Day> days, Totals totals) {

		/** The most of one kind on any day. */
		@JsonIgnore
		public int most(String kind) {
			return days.stream().mapToInt(day -> day.of(kind)).max().orElse(0);
		}
	}

	private final JdbcClient jdbc;

	private final ZoneId zone;

	/** Counting these reads their tables from end to end. */
	private final LoadingCache<String, Whole> whole = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
			.build(all -> count());

	Overview(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone.zone();
	}

	/** @param days how many, up to today */
	public Stats of(int days) {
		var today = LocalDate.now(zone);
		var counted = jdbc.sql("""
				select d.day::date as day,
				       coalesce(sum(c.n) filter (where c.verb = 'member.joined'), 0)::int as users,
				       coalesce(sum(c.n) filter (where c.verb = 'post.published'), 0)::int as posts,
				       coalesce(sum(c.n) filter (where c.verb = 'comment.added'), 0)::int as comments,
				       coalesce(sum(c.n) filter (where c.verb = 'product.listed'), 0)::int as products,
				       coalesce(sum(c.n) filter (where c.verb like '%.liked'), 0)::int as likes,
				       coalesce(sum(c.n) filter (where c.verb = 'member.signed-in'), 0)::int as sign_ins
				from generate_series(:from::date, :to::date, interval '1 day') as d (day)
				left join day_count c on c.day = d.day::date
				group by d.day order by d.day
				""").param("from", today.minusDays(days - 1L)).param("to", today).query(Day.class).list();
		return new Stats(counted, totals());
	}

	private Totals totals() {
		var counted = whole.get("");
		var kept = jdbc.sql("""
				select (select coalesce(sum(post_count), 0) from category_count) as posts,
				       (select on_sale + sold_out from market_count where seller_id = 0) as products
				""").query(Kept.class).single();
		return new Totals(counted.users(), kept.posts(), counted.comments(), kept.products(), counted.likes(), counted.at());
	}

	private Whole count() {
		return jdbc.sql("""
				select (select count(*) from member where withdrawn_at is null) as users,
				       (select count(*) from comment where state = 'listed') as comments,
				       (select count(*) from reaction) as likes, now() as at
				""").query((row, number) -> new Whole(row.getLong("users"), row.getLong("comments"), row.getLong("likes"),
				Rows.instant(row, "at"))).single();
	}
}
