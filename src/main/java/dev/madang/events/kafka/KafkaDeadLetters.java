package dev.madang.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.events.DeadLetters;
import dev.madang.platform.Problem;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters as they lie in Kafka; which of them were sent again is in the database. */
final class KafkaDeadLetters implements DeadLetters {

	private static final int EXCERPT = 300;

	private final Broker broker;

	private final TopicReader reader;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ActivityLog log;

	KafkaDeadLetters(Broker broker, JdbcClient jdbc, TransactionTemplate transaction, ActivityLog log) {
		this.broker = broker;
		this.reader = new TopicReader(broker);
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.log = log;
	}

	@Override
	public List<DeadLetter> latest(int most) {
		var sent = new HashSet<>(jdbc.sql("select topic || ':' || partition || ':' || position from dead_letter_sent")
				.query(String.class).list());
		var letters = broker.call(() -> {
			var names = broker.admin().listTopics().names().get().stream().filter(this::isDead).toList();
			return reader.read(names, (part, bounds) -> bounds.end() - most, most).all()
					.map(record -> letter(record, sent.contains(place(record)))).toList();
		});
		return letters.stream().sorted(Comparator.comparing(DeadLetter::at).reversed()).limit(most).toList();
	}

	private boolean isDead(String name) {
		return name.endsWith(Broker.DEAD) && broker.customs().matcher(origin(name)).matches();
	}

	private static String origin(String name) {
		return name.substring(0, name.length() - Broker.DEAD.length());
	}

	private static String place(ConsumerRecord<byte[], byte[]> record) {
		return origin(record.topic()) + ":" + record.partition() + ":" + record.offset();
	}

	private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, boolean sent) {
		var value = record.value() == null ? new byte[0] : record.value();
		var excerpt = new String(value, 0, Math.min(value.length, EXCERPT * 4), StandardCharsets.UTF_8);
		return new DeadLetter(origin(record.topic()), record.partition(), record.offset(),
				Instant.ofEpochMilli(record.timestamp()), header(record, Incoming.CODE), header(record, Incoming.REASON),
				Texts.shorten(excerpt, EXCERPT), sent);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return Optional.ofNullable(record.headers().lastHeader(name))
				.map(header -> new String(header.value(), StandardCharsets.UTF_8)).orElse("");
	}

	/** It is marked before it is sent, in a transaction that ends when it was. */
	@Override
	public void sendAgain(Viewer viewer, String topic, int partition, long position) {
		if (!broker.customs().matcher(topic).matches()) {
			throw Problem.notFound();
		}
		var letter = broker.call(() -> find(topic + Broker.DEAD, partition, position)).orElseThrow(Problem::notFound);
		transaction.executeWithoutResult(status -> {
			jdbc.sql("delete from dead_letter_sent where at < now() - interval '90 days'").update();
			if (jdbc.sql("""
					insert into dead_letter_sent (topic, partition, position) values (:topic, :partition, :position)
					on conflict do nothing
					""").param("topic", topic).param("partition", partition).param("position", position).update() == 0) {
				throw Problem.conflict("already-sent");
			}
			log.append(viewer, new EventType("consumer", Action.RETRIED), null,
					Map.of("consumer", "kafka", "topic", topic, "position", position));
			broker.call(() -> broker.template().send(again(topic, letter)).get());
		});
	}

	private Optional<ConsumerRecord<byte[], byte[]>> find(String name, int partition, long position) throws Exception {
		if (!broker.admin().listTopics().names().get().contains(name)) {
			return Optional.empty();
		}
		return reader.read(List.of(name), (part, bounds) -> part.partition() == partition ? position : bounds.end(), 1).all()
				.filter(record -> record.partition() == partition && record.offset() == position)
				.findFirst();
	}

	/** As it came, without what was told of its death. */
	private static ProducerRecord<byte[], byte[]> again(String topic, ConsumerRecord<byte[], byte[]> letter) {
		var headers = new RecordHeaders();
		letter.headers().forEach(header -> {
			if (!header.key().startsWith("kafka_dlt-") && !header.key().startsWith(Incoming.REASON)) {
				headers.add(header);
			}
		});
		return new ProducerRecord<>(topic, null, letter.key(), letter.value(), headers);
	}
}
