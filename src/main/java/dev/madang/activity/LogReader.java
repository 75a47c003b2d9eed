package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.madang.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the log for those who keep their own place in it because what they make of it lies outside the database: an index
 * in a directory, say, of which every node has its own.
 */
@Component
public class LogReader {

	/** A place in the log: all before it was read. */
	public record Place(String xact, long id) implements Comparable<Place> {

		public static final Place START = new Place("0", 0);

		@Override
		public int compareTo(Place other) {
			var byXact = Long.compare(Long.parseLong(xact), Long.parseLong(other.xact));
			return byXact != 0 ? byXact : Long.compare(id, other.id);
		}
	}

	/** Some rows, and the place behind them. */
	public record Rest(List<Activity> rows, Place end) {
	}

	/**
	 * A row, and the place behind it.
	 *
	 * @param settled whether no running transaction can still write a row before it
	 */
	record Row(Place end, Activity activity, boolean settled) {

		static Row read(ResultSet row, int number) throws SQLException {
			var id = row.getLong("id");
			return new Row(new Place(row.getString("xact"), id), new Activity(id, Rows.instant(row, "at"),
					Rows.optionalLong(row, "actor_id"), row.getString("verb"), row.getString("subject"),
					row.getString("detail")), row.getBoolean("settled"));
		}
	}

	private final JdbcClient jdbc;

	LogReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The place from which nothing is missed that is not visible yet to somebody who now reads the tables. */
	public Place now() {
		return new Place(jdbc.sql("select log_horizon()::text").query(String.class).single(), 0);
	}

	/** A place behind all that is written yet. */
	public Place end() {
		return new Place(jdbc.sql("""
				select (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + shift)::text from log_epoch
				""").query(String.class).single(), 0);
	}

	/** The next rows in their order, of those that no running transaction can still precede. */
	public Rest after(Place place, int limit) {
		var rows = rows(place, now().xact(), limit).stream().filter(Row::settled).toList();
		return new Rest(rows.stream().map(Row::activity).toList(), rows.isEmpty() ? place : rows.getLast().end());
	}

	/**
	 * The next rows, settled or not.
	 *
	 * @param horizon from an earlier statement than this one: what it says is done must be visible here
	 */
	List<Row> rows(Place place, String horizon, int limit) {
		return jdbc
				.sql("""
						select xact::text as xact, id, at, actor_id, verb, subject, detail::text as detail, xact < :horizon::xid8 as settled
						from activity
						where (xact, id) > (:xact::xid8, :id)
						order by activity.xact, id
						limit :limit
						""")
				.param("horizon", horizon).param("xact", place.xact()).param("id", place.id()).param("limit", limit)
				.query(Row::read).list();
	}

	/** Whether a place is behind a row that there is, or behind no row in particular. */
	public boolean has(Place place) {
		return place.id() == 0 || jdbc.sql("select id from activity where (xact, id) = (:xact::xid8, :id)")
				.param("xact", place.xact()).param("id", place.id()).query(Long.class).optional().isPresent();
	}

	/** Whether there are rows behind a place, also those that {@link #after} does not give yet. */
	public boolean hasAfter(Place place) {
		return jdbc.sql("select id from activity where (xact, id) > (:xact::xid8, :id) order by xact, id limit 1")
				.param("xact", place.xact()).param("id", place.id()).query(Long.class).optional().isPresent();
	}

	/**
	 * The ids of the subjects of a kind that rows behind a place name, also of those that {@link #after} does not give yet.
	 *
	 * @return empty if there are more than so many rows of the kind, or if there is an import among them, which names no subjects
	 */
	public Optional<List<Long>> subjectsAfter(Place place, String kind, int most) {
		var rows = jdbc.sql("""
				select verb || ' ' || coalesce(subject, '') from activity
				where (xact, id) > (:xact::xid8, :id) and (subject ^@ :subjects or verb ^@ 'archive.')
				order by xact, id
				limit :limit
				""").param("xact", place.xact()).param("id", place.id()).param("subjects", kind + ":").param("limit", most + 1)
				.query(String.class).list();
		if (rows.size() > most || rows.stream().anyMatch(row -> row.startsWith("archive."))) {
			return Optional.empty();
		}
		return Optional.of(rows.stream().map(row -> row.substring(row.indexOf(' ') + 1))
				.filter(subject -> subject.startsWith(kind + ":"))
				.map(subject -> Long.valueOf(subject.substring(kind.length() + 1)))
				.distinct().toList());
	}

	/** When the oldest row was written that is behind a place, whose verb begins with one of these, such as {@code post.}. */
	public Optional<Instant> oldestAfter(Place place, List<String> verbs) {
		return jdbc.sql("""
				select at from activity
				where (xact, id) > (:xact::xid8, :id) and verb ^@ any(:verbs)
				order by xact, id
				limit 1
				""").param("xact", place.xact()).param("id", place.id()).param("verbs", verbs.toArray(String[]::new))
				.query((ResultSet row, int number) -> Rows.instant(row, "at")).optional();
	}
}
