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

	private final LogReader log;

	Events(JdbcClient jdbc, Topics topics, LogReader log) {
		this.log = log;
		this.jdbc = jdbc;
		this.topics = topics;
	}

	/** @throws Problem 404 if there is no such topic, 400 for an offset that is not one of its own */
	public Part read(String name, @Nullable String after, int limit) {
		var topic = topics.find(name).orElseThrow(Problem::notFound);
		var offset = Cursor.read(after == null || after.isEmpty() ? null : after, list(name), 2);
		var part = topic.isCustom() ? """
				select e.xact::text as place, e.id, e.at, e.type, e.key, e.partition, e.payload, null as subject,
				       null::bigint as actor_id
				from event e
				where e.topic_id = (select id from topic where name = :topic) and (e.xact, e.id) > (:xact::xid8, :id)
				  and e.xact < :horizon::xid8
				order by e.xact, e.id limit :limit
				""" : """
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
				""".formatted(KnownVerbs.KNOWN);
		var parameters = Map.of("topic", name, "xact", offset == null ? "0" : String.valueOf(offset.key(0)), "id",
				offset == null ? 0L : offset.key(1), "limit", limit, "horizon", log.now().xact());
		RequestMemory
				.hold(jdbc.sql("select coalesce(sum(octet_length(payload)), 0) from (" + part + ") part").params(parameters)
						.query(Long.class).single());
		var rows = jdbc.sql(part).params(parameters).query(reader(name)).list();
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

	static String offset(String topic, String xact, long id) {
		return Cursor.of(list(topic), Long.parseLong(xact), id);
	}

	/** Names what the offsets belong to, so that one of another topic is refused. */
	private static String list(String topic) {
		return "events/" + topic;
	}
}
