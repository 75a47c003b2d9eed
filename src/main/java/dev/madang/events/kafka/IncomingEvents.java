package dev.madang.events.kafka;

import java.time.Instant;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.events.Publishing.Form;
import dev.madang.events.Topics;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the events of custom topics into the log, whoever published them, each once: a record that comes again has its place already.
 * Readers read them in Kafka; a payload is stored here only where a webhook is to be told of it.
 */
final class IncomingEvents implements MessageListener<byte[], byte[]> {

	private final Broker broker;

	private final EventForms forms;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ActivityLog log;

	IncomingEvents(Broker broker, EventForms forms, Topics topics, JdbcClient jdbc, TransactionTemplate transaction,
			ActivityLog log) {
		this.broker = broker;
		this.forms = forms;
		this.topics = topics;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.log = log;
	}

	/** @throws EventForms.NoEvent with the reason */
	@Override
	public void onMessage(ConsumerRecord<byte[], byte[]> record) {
		if (record.headers().lastHeader(LogSender.OFFSET) == null) {
			var form = forms.require(record);
			transaction.executeWithoutResult(status -> store(broker.topic(record.topic()), record, form));
		}
	}

	private void store(String topic, ConsumerRecord<byte[], byte[]> record, Form form) {
		var type = String.valueOf(form.type());
		jdbc.sql("""
				insert into event (topic_id, at, type, key, partition, position, payload)
				values (:id, :at::timestamptz, :type, :key, :partition, :position,
				        case when exists (select 1 from webhook where :topic = any(topics)) then :payload end)
				on conflict (topic_id, partition, position, at) where position is not null do nothing
				returning id
				""").param("id", id(topic)).param("at", Instant.ofEpochMilli(record.timestamp()).toString()).param("type", type)
				.param("key", form.key()).param("partition", record.partition()).param("position", record.offset())
				.param("topic", topic).param("payload", form.payload() == null ? "null" : form.payload().json())
				.query(Long.class).optional()
				.ifPresent(event -> log.append(Viewer.ANYBODY, Action.PUBLISHED, new Subject("event", event),
						Map.of("topic", topic,
								"type", type, "partition", record.partition(), "position", record.offset())));
	}

	/** Of the topic, which is made if there is none; how many partitions it has is asked in Kafka. */
	private long id(String topic) {
		var id = jdbc.sql("select id from topic where name = :name").param("name", topic).query(Long.class).optional();
		if (id.isPresent()) {
			return id.get();
		}
		if (topics.find(topic).isPresent()) {
			throw new EventForms.NoEvent("topic-taken", "the community itself has a topic " + topic);
		}
		log.append(Viewer.ANYBODY, new EventType("topic", Action.MADE), null, Map.of("topic", topic));
		return jdbc.sql("insert into topic (name, partitions) values (:name, 1) returning id").param("name", topic)
				.query(Long.class).single();
	}
}
