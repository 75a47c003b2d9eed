package dev.madang.events;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.LogReader;
import dev.madang.platform.Cursor;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps custom events in the database. An event is a row of its own, and a row of the log that names it: so whatever follows the log
 * carries both kinds of topics, and no consumer reads payloads that it has no use for.
 */
@Component
class EventTable implements EventStream {

	private final JdbcClient jdbc;

	private final ActivityLog log;

	private final LogReader reader;

	EventTable(JdbcClient jdbc, ActivityLog log, LogReader reader) {
		this.jdbc = jdbc;
		this.log = log;
		this.reader = reader;
	}

	@Override
	public void make(String topic, int partitions) {
		// its row is all that it needs
	}

	@Override
	public Map<String, Integer> partitions(Collection<Topic> topics) {
		return Map.of();
	}

	@Override
	@Transactional
	public Event publish(Viewer viewer, Topic topic, Publishing.Form form) {
		var name = topic.name();
		var type = String.valueOf(form.type());
		var payload = Objects.requireNonNull(form.payload());
		var partition = partition(form.key(), Objects.requireNonNull(topic.partitions()));
		var id = new long[1];
		var event = jdbc.sql("""
				insert into event (topic_id, type, key, partition, payload)
				select id, :type, :key, :partition, :payload from topic where name = :topic
				returning xact::text as place, id, at
				""").param("topic", name).param("type", type).param("key", form.key()).param("partition", partition)
				.param("payload", payload.json()).query((row, number) -> {
					id[0] = row.getLong("id");
					return new Event(Events.offset(name, row.getString("place"), id[0]), type, form.key(), partition, payload,
							Rows.instant(row, "at"), null, null);
				}).single();
		log.append(viewer, Action.PUBLISHED, new Subject("event", id[0]), Map.of("topic", name, "type", type));
		return event;
	}

	/** What has the same key is in the same partition. */
	private static int partition(@Nullable String key, int partitions) {
		if (key == null) {
			return ThreadLocalRandom.current().nextInt(partitions);
		}
		var sum = new CRC32();
		sum.update(key.getBytes(StandardCharsets.UTF_8));
		return (int) (sum.getValue() % partitions);
	}

	/** Those that a broker holds are not among them: they are known here by their place only. */
	@Override
	public Events.Part read(Topic topic, @Nullable String after, int limit) {
		var offset = Cursor.read(after, Events.list(topic.name()), 2);
		return Events.read(jdbc, topic.name(), after, """
				select e.xact::text as place, e.id, e.at, e.type, e.key, e.partition, e.payload, null as subject,
				       null::bigint as actor_id
				from event e
				where e.topic_id = (select id from topic where name = :topic) and (e.xact, e.id) > (:xact::xid8, :id)
				  and e.xact < :horizon::xid8 and e.position is null
				order by e.xact, e.id limit :limit
				""", Events.parameters(topic.name(), offset, limit, reader.now()));
	}
}
