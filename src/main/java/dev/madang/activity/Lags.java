package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.madang.activity.LogReader.Place;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the consumers of this program are behind the log. */
@Component
public class Lags {

	/** So many rows are counted at most. */
	public static final int MOST = 100_000;

	/**
	 * How one of them does.
	 *
	 * @param rows of the log that it has not read, up to {@link #MOST}
	 * @param seconds since the oldest of these was written
	 * @param failures in a row, on what is in front of it; after some, that is parked
	 * @param movedAt when it last read something; null for one that keeps its place itself
	 * @param parked rows that it could not process and went on without
	 */
	public record Lag(String name, long rows, long seconds, int failures, @Nullable String lastError,
			@Nullable Instant movedAt, long parked) {

		static Lag read(ResultSet row, int number) throws SQLException {
			return new Lag(row.getString("name"), row.getLong("rows"), row.getLong("seconds"), row.getInt("failures"),
					row.getString("last_error"), Rows.optional(row, "moved_at"), row.getLong("parked"));
		}
	}

	private final JdbcClient jdbc;

	private final List<LogConsumer> consumers;

	private final ObjectProvider<OwnPlace> places;

	Lags(JdbcClient jdbc, List<LogConsumer> consumers, ObjectProvider<OwnPlace> places) {
		this.jdbc = jdbc;
		this.consumers = consumers;
		this.places = places;
	}

	/** All of them by name, those with a checkpoint first. */
	public List<Lag> all() {
		var own = places.stream().flatMap(each -> each.place().stream().map(place -> behind(each.name(), place)));
		return Stream.concat(checkpoints().stream(), own).toList();
	}

	private List<Lag> checkpoints() {
		return jdbc.sql("""
				select f.name, f.failures, f.last_error, f.moved_at, rest.rows, rest.seconds,
				       (select count(*) from parked_activity p where p.consumer = f.name) as parked
				from log_consumer f cross join lateral (
				  select count(*) as rows, coalesce(extract(epoch from clock_timestamp() - min(r.at)), 0)::bigint as seconds
				  from (select a.at from activity a where (a.xact, a.id) > (f.xact, f.activity_id)
				        order by a.xact, a.id limit :most) r) rest
				where f.name = any(:names)
				order by f.name
				""").param("most", MOST).param("names", consumers.stream().map(LogConsumer::name).toArray(String[]::new))
				.query(Lag::read).list();
	}

	private Lag behind(String name, Place place) {
		return jdbc.sql("""
				select :name as name, 0 as failures, null as last_error, null::timestamptz as moved_at, 0 as parked,
				       count(*) as rows, coalesce(extract(epoch from clock_timestamp() - min(r.at)), 0)::bigint as seconds
				from (select at from activity where (xact, id) > (:xact::xid8, :id) order by xact, id limit :most) r
				""").param("name", name).param("xact", place.xact()).param("id", place.id()).param("most", MOST)
				.query(Lag::read).single();
	}
}
