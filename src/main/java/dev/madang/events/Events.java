package dev.madang.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.madang.activity.LogReader;
import dev.madang.platform.Cursor;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads topics in the order of transactions, and only below the oldest one that still runs: what is read after an offset
 * is never joined later by something before it.
 */
@Component
public class Events {

	/** @param nextAfter what to read on from, also when there is nothing yet; null only at the beginning of an empty topic */
	public record Part(List<Event> items, @Nullable String nextAfter) {
	}

	private final JdbcClient jdbc;

	private final Topics topics;

	private final EventStream stream;

	private final LogReader log;

	Events(JdbcClient jdbc, Topics topics, EventStream stream, LogReader log) {
		this.jdbc = jdbc;
		this.topics = topics;
		this.stream = stream;
		this.log = log;
	}

	/** @throws Problem 404 if there is no such topic, 400 for an offset that is not one of its own */
	public Part read(String name, @Nullable String after, int limit) {
		var topic = topics.find(name).orElseThrow(Problem::notFound);
		var from = after == null || after.isEmpty() ? null : after;
		return topic.isCustom() ? stream.read(topic, from, limit) : domain(name, from, limit);
	}

	private Part domain(String name, @Nullable String after, int limit) {
		var offset = Cursor.read(after, list(name), 2);
		return read(jdbc, name, after, """
				%s
				select a.xact::text as place, a.id, a.at, a.verb as type, null as key, null::integer as partition,
				       a.detail::text as payload, a.subject, a.actor_id
				from known k cross join lateral (
				  select a.xact, a.id, a.at, a.verb, a.detail, a.subject, a.actor_id
				  from activity a
				  where a.verb = k.verb and (a.xact, a.id) > (:xact::xid8, :id)
				    and a.xact < :horizon::xid8
				  order by a.xact, a.id limit :limit) a
				where k.verb ^@ (:topic || '.')
				order by a.xact, a.id limit :limit
				""".formatted(KnownVerbs.KNOWN), parameters(name, offset, limit, log.now()));
	}

	static Map<String, Object> parameters(String topic, @Nullable Cursor after, int limit, LogReader.Place horizon) {
		return Map.of("topic", topic, "xact", after == null ? "0" : String.valueOf(after.key(0)), "id",
				after == null ? 0L : after.key(1), "limit", limit, "horizon", horizon.xact());
	}

	/** The rows of a part, whose size is asked for first. */
	static Part read(JdbcClient jdbc, String topic, @Nullable String after, String part, Map<String, Object> parameters) {
		RequestMemory
				.hold(jdbc.sql("select coalesce(sum(octet_length(payload)), 0) from (" + part + ") part").params(parameters)
						.query(Long.class).single());
		var rows = jdbc.sql(part).params(parameters).query(reader(topic)).list();
		return new Part(rows, rows.isEmpty() ? after : rows.getLast().offset());
	}

	private static RowMapper<Event> reader(String topic) {
		return (row, number) -> read(topic, row);
	}

	private static Event read(String topic, ResultSet row) throws SQLException {
		var actor = Rows.optionalLong(row, "actor_id");
		return new Event(offset(topic, row.getString("place"), row.getLong("id")), row.getString("type"),
				row.getString("key"), Rows.optionalInt(row, "partition"), Payload.of(row.getString("payload")),
				Rows.instant(row, "at"), row.getString("subject"), actor == null ? null : "member:" + actor);
	}

	/** The place in a topic of an entry of the log, as readers of topics know it. */
	public static String offset(String topic, String xact, long id) {
		return Cursor.of(list(topic), Long.parseLong(xact), id);
	}

	/** Names what the offsets belong to, so that one of another topic is refused. */
	static String list(String topic) {
		return "events/" + topic;
	}
}
