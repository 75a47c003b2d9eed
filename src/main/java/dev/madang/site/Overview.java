package dev.madang.site;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedValues;
import dev.madang.page.CommunityZone;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * How the community does, by day. The days come from what {@link DayCounts} has counted as it happened, so they cost as
 * much as there are days, and never run after.
 */
@Component
public class Overview {

	/** What happened on one day of the community's time zone, by the names of the figures. */
	public record Day(LocalDate day, @JsonAnyGetter Map<String, Integer> counts) {

		/** One of the numbers by its name. */
		public int of(String figure) {
			return counts.getOrDefault(figure, 0);
		}
	}

	/**
	 * What there is now, imported things too, by the names of the figures.
	 *
	 * @param countedAt when those were counted that are not kept as they change, a minute ago at most
	 */
	public record Totals(@JsonAnyGetter Map<String, Long> counts, Instant countedAt) {
	}

	private record Counted(Map<String, Long> counts, Instant at) {
	}

	private record Happened(LocalDate day, String verb, int n) {
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

	private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

	private static final TypeReference<Counted> COUNTED = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final Figures figures;

	private final CommunityZone zone;

	/** Counting these reads their tables from end to end. */
	private final LoadingCache<String, Counted> whole;

	Overview(JdbcClient jdbc, Figures figures, CommunityZone zone, SharedValues values) {
		this.whole = Caffeine.newBuilder().expireAfterWrite(COUNTED_EVERY).build(all -> values.get("statistics", Ends.BY_TIME,
				COUNTED_EVERY, COUNTED, () -> new Counted(totals(false), Instant.now())));
		this.figures = figures;
		this.jdbc = jdbc;
		this.zone = zone;
	}

	/** @param days how many, up to today */
	public Stats of(int days) {
		var today = LocalDate.now(zone.zone());
		var first = today.minusDays(days - 1L);
		var counts = first.datesUntil(today.plusDays(1))
				.collect(Collectors.toMap(Function.identity(), day -> empty(), (a, b) -> a, TreeMap::new));
		List<Happened> happened = jdbc.sql("select day, verb, n from day_count where day between :from and :to")
				.param("from", first).param("to", today).query(Happened.class).list();
		for (var some : happened) {
			figures.all().stream().filter(figure -> figure.counts(some.verb()))
					.forEach(figure -> counts.getOrDefault(some.day(), empty()).merge(figure.name(), some.n(), Integer::sum));
		}
		return new Stats(counts.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList(), totals());
	}

	private Map<String, Integer> empty() {
		var counts = new LinkedHashMap<String, Integer>();
		figures.all().forEach(figure -> counts.put(figure.name(), 0));
		return counts;
	}

	private Totals totals() {
		var counted = whole.get("");
		var counts = new LinkedHashMap<>(counted.counts());
		counts.putAll(totals(true));
		return new Totals(counts, counted.at());
	}

	/** One statement. */
	private Map<String, Long> totals(boolean kept) {
		var asked = figures.all().stream().filter(figure -> figure.isTotalled() && figure.isKept() == kept).toList();
		var columns = asked.stream().map(figure -> "(%s)".formatted(figure.total())).collect(Collectors.joining(", "));
		return jdbc.sql("select " + columns).query((row, number) -> {
			var totals = new LinkedHashMap<String, Long>();
			for (int i = 0; i < asked.size(); i++) {
				totals.put(asked.get(i).name(), row.getLong(i + 1));
			}
			return totals;
		}).single();
	}
}
