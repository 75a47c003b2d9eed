package dev.madang.site;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.EventType;
import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.LogConsumer;
import dev.madang.page.CommunityZone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log and counts, for each day of the community, what happened on it. */
@Component
class DayCounts implements LogConsumer {

	/** Of whatever kind. */
	private static final Set<Action> COUNTED = EnumSet.of(Action.JOINED, Action.SIGNED_IN, Action.PUBLISHED, Action.ADDED,
			Action.LISTED, Action.LIKED);

	private record Key(LocalDate day, String verb) {
	}

	private record Count(String verb, int n) {
	}

	private final JdbcClient jdbc;

	private final CommunityZone zone;

	DayCounts(JdbcClient jdbc, CommunityZone zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	@Override
	public String name() {
		return "day-counts";
	}

	@Override
	public boolean wants(EventType type) {
		return COUNTED.contains(type.action());
	}

	@Override
	public void consume(List<Activity> batch) {
		var counts = new HashMap<Key, Integer>();
		for (var activity : batch) {
			counts.merge(new Key(LocalDate.ofInstant(activity.at(), zone.zone()), activity.verb()), 1, Integer::sum);
		}
		counts.forEach((key, n) -> jdbc.sql("""
				insert into day_count (day, verb, n) values (:day, :verb, :n)
				on conflict (day, verb) do update set n = day_count.n + excluded.n
				""").param("day", key.day()).param("verb", key.verb()).param("n", n).update());
	}

	/** What happened today so far, by verb. */
	Map<String, Integer> today() {
		var today = new HashMap<String, Integer>();
		jdbc.sql("select verb, n from day_count where day = :day").param("day", LocalDate.now(zone.zone())).query(Count.class)
				.list()
				.forEach(count -> today.put(count.verb(), count.n()));
		return today;
	}
}
