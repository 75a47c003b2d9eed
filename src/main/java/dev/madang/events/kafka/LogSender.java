package dev.madang.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import dev.madang.activity.Action;
import dev.madang.activity.Activity;
import dev.madang.activity.EventType;
import dev.madang.activity.LogConsumer;
import dev.madang.events.Events;
import dev.madang.events.Message;
import dev.madang.events.Messages;
import dev.madang.events.Topic;
import dev.madang.events.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the log to Kafka, each entry to the topic of its first word, with its subject as key. A batch is sent as a whole and is done
 * when all of it is acknowledged. Where one entry fails nothing behind it goes out before it is sent again: the producer ends at once,
 * and the next try has a new one. So of one subject an entry never comes before an earlier one that was not seen yet.
 */
final class LogSender implements LogConsumer, AutoCloseable {

	/** Of an entry's place in the log. What has it has been in the log already. */
	static final String OFFSET = "madang-offset";

	private static final int AT_ONCE = 200;

	private static final int WITH_PAYLOAD = 10;

	private static final EventType PUBLISHED = new EventType("event", Action.PUBLISHED);

	private final Broker broker;

	private final Messages messages;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private @Nullable Producer<byte[], byte[]> producer;

	LogSender(Broker broker, Messages messages, Topics topics, JdbcClient jdbc, JsonMapper mapper) {
		this.broker = broker;
		this.messages = messages;
		this.topics = topics;
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	@Override
	public String name() {
		return "kafka";
	}

	@Override
	public boolean wants(EventType type) {
		return true;
	}

	/** As much as is acknowledged in time: a custom event of before may have a payload of 64 KB. */
	@Override
	public int consumeSome(List<Activity> batch) {
		var some = 0;
		for (var weight = 0; some < batch.size() && weight < AT_ONCE; some++) {
			weight += batch.get(some).type().equals(PUBLISHED) ? WITH_PAYLOAD : 1;
		}
		consume(batch.subList(0, some));
		return some;
	}

	@Override
	public void consume(List<Activity> batch) {
		var places = new HashMap<Long, String>();
		jdbc.sql("select id, xact::text as xact from activity where id = any(:ids)")
				.param("ids", batch.stream().map(Activity::id).toArray(Long[]::new))
				.query(row -> {
					places.put(row.getLong("id"), row.getString("xact"));
				});
		var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
		var wanted = new HashMap<String, Integer>();
		for (var activity : batch) {
			if (!isInKafka(activity)) {
				messages.of(activity).ifPresent(message -> records.add(
						record(activity, message, String.valueOf(places.get(activity.id())), wanted)));
			}
		}
		if (!records.isEmpty()) {
			broker.call(() -> {
				broker.ensure(wanted);
				return send(records);
			});
		}
	}

	/** What came from there. */
	private boolean isInKafka(Activity activity) {
		return activity.type().equals(PUBLISHED) && mapper.readTree(activity.detail()).has("position");
	}

	private ProducerRecord<byte[], byte[]> record(Activity activity, Message message, String xact,
			Map<String, Integer> wanted) {
		var topic = message.topic();
		var isCustom = activity.type().equals(PUBLISHED);
		var name = isCustom ? broker.custom(topic) : broker.domain(topic);
		wanted.computeIfAbsent(name, made -> isCustom ? partitions(topic) : broker.properties().partitions());
		var key = isCustom ? message.key() : message.subject();
		var record = new ProducerRecord<>(name, key == null ? null : bytes(key), mapper.writeValueAsBytes(message));
		record.headers().add(OFFSET, bytes(Events.offset(topic, xact, activity.id())))
				.add("madang-type", bytes(message.type())).add("madang-time", bytes(activity.at().toString()));
		return record;
	}

	private int partitions(String custom) {
		var partitions = topics.find(custom).map(Topic::partitions).orElse(null);
		return partitions == null ? 1 : partitions;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private synchronized int send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
		var sending = producer == null ? broker.orderly() : producer;
		producer = sending;
		var isDone = false;
		try {
			var sent = new ArrayList<Future<RecordMetadata>>();
			for (var record : records) {
				var one = sending.send(record, (there, failure) -> {
					if (failure != null) {
						sending.close(Duration.ZERO);
					}
				});
				if (one.isDone()) {
					one.get();
				}
				sent.add(one);
			}
			for (var one : sent) {
				one.get();
			}
			isDone = true;
			return records.size();
		}
		finally {
			if (!isDone) {
				close();
			}
		}
	}

	@Override
	public synchronized void close() {
		if (producer != null) {
			producer.close(Duration.ZERO);
			producer = null;
		}
	}
}
