package dev.madang.events;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.Checks;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes to custom topics. An event is a row of its own, and a row of the log that names it: so whatever follows the
 * log carries both kinds of topics, and no consumer reads payloads that it has no use for.
 */
@Component
public class Publishing {

	static final int MOST_BYTES = 64 << 10;

	/** @param payload any JSON of at most 64 KB */
	@Schema(name = "EventForm")
	public record Form(@Nullable String type, @Nullable String key, @Nullable Payload payload) {
	}

	private final JdbcClient jdbc;

	private final Topics topics;

	private final ActivityLog log;

	Publishing(JdbcClient jdbc, Topics topics, ActivityLog log) {
		this.jdbc = jdbc;
		this.topics = topics;
		this.log = log;
	}

	/**
	 * @throws Problem 404 if there is no such topic, 403 {@code domain-topic} for one that only the community itself
	 *         publishes to, 422 for what is wrong with the form
	 */
	@Transactional
	public Event publish(Viewer viewer, String name, Form form) {
		var topic = topics.find(name).orElseThrow(Problem::notFound);
		if (!topic.isCustom() || topic.partitions() == null) {
			throw Problem.forbidden("domain-topic");
		}
		check(form);
		var type = String.valueOf(form.type());
		var payload = form.payload() == null ? Payload.of("null") : form.payload();
		var partition = partition(form.key(), topic.partitions());
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

	private static void check(Form form) {
		var payload = form.payload();
		new Checks().that(form.type() != null, "type", "missing")
				.that(form.type() == null || form.type().matches("[A-Za-z0-9._-]{1,100}"), "type", "bad-event-type")
				.length("key", form.key() == null ? "" : form.key(), 0, 200).that(payload != null, "payload", "missing")
				.that(payload == null || payload.isStorable(), "payload", "unstorable-character")
				.that(payload == null || payload.json().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "payload",
						"too-many-bytes", MOST_BYTES)
				.done();
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
}
