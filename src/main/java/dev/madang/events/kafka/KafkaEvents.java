package dev.madang.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.madang.events.Event;
import dev.madang.events.EventStream;
import dev.madang.events.Events;
import dev.madang.events.Publishing;
import dev.madang.events.Topic;
import dev.madang.platform.Cursor;
import dev.madang.platform.Problem;
import dev.madang.platform.RequestMemory;
import dev.madang.platform.Viewer;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps custom events in Kafka. An offset is a place in every partition: what comes behind all of them comes after it, and partitions
 * have no other order among each other.
 */
final class KafkaEvents implements EventStream {

	private final Broker broker;

	private final TopicReader reader;

	private final EventForms forms;

	private final JsonMapper mapper;

	KafkaEvents(Broker broker, EventForms forms, JsonMapper mapper) {
		this.broker = broker;
		this.reader = new TopicReader(broker);
		this.forms = forms;
		this.mapper = mapper;
	}

	private <T> T call(Engine.Work<T> work) {
		try {
			return broker.call(work);
		}
		catch (EngineAway e) {
			throw Problem.later(503, "engine-away", 5);
		}
	}

	@Override
	public void make(String topic, int partitions) {
		if (topic.endsWith(Broker.DEAD)) {
			throw Problem.invalid("name", "bad-topic");
		}
		try {
			call(() -> {
				broker.ensure(Map.of(broker.custom(topic), partitions));
				return true;
			});
		}
		catch (InvalidTopicException tooLikeAnother) {
			throw Problem.invalid("name", "bad-topic");
		}
	}

	@Override
	public Map<String, Integer> partitions(Collection<Topic> topics) {
		var names = new HashMap<String, String>();
		topics.forEach(topic -> names.put(topic.isCustom() ? broker.custom(topic.name()) : broker.domain(topic.name()),
				topic.name()));
		return broker.tried(() -> {
			var found = new HashMap<String, Integer>();
			var there = broker.admin().listTopics().names().get();
			broker.admin().describeTopics(names.keySet().stream().filter(there::contains).toList()).allTopicNames().get()
					.forEach((name, topic) -> found.put(names.get(name), topic.partitions().size()));
			return Map.copyOf(found);
		}).orElse(Map.of());
	}

	@Override
	public Event publish(Viewer viewer, Topic topic, Publishing.Form form) {
		var name = broker.custom(topic.name());
		var key = form.key() == null ? null : form.key().getBytes(StandardCharsets.UTF_8);
		var record = new ProducerRecord<>(name, key, mapper.writeValueAsBytes(form));
		return call(() -> {
			broker.ensure(Map.of(name, partitions(topic)));
			var places = ends(name);
			var stored = broker.template().send(record).get().getRecordMetadata();
			places.put(stored.partition(), stored.offset() + 1);
			return new Event(offset(topic, places), String.valueOf(form.type()), form.key(), stored.partition(),
					Objects.requireNonNull(form.payload()), Instant.ofEpochMilli(stored.timestamp()), null, null);
		});
	}

	private static int partitions(Topic topic) {
		return topic.partitions() == null ? 1 : topic.partitions();
	}

	/** Where the partitions end now; of a single one the event itself will tell. */
	private SortedMap<Integer, Long> ends(String name) throws Exception {
		var ends = new TreeMap<Integer, Long>();
		var partitions = broker.template().partitionsFor(name);
		if (partitions.size() > 1) {
			var latest = new HashMap<TopicPartition, OffsetSpec>();
			partitions.forEach(part -> latest.put(new TopicPartition(name, part.partition()), OffsetSpec.latest()));
			broker.admin().listOffsets(latest).all().get().forEach((part, end) -> ends.put(part.partition(), end.offset()));
		}
		return ends;
	}

	@Override
	public Events.Part read(Topic topic, @Nullable String after, int limit) {
		var cursor = Optional.ofNullable(Cursor.read(after, list(topic), 0));
		var name = broker.custom(topic.name());
		var piece = call(() -> {
			broker.ensure(Map.of(name, partitions(topic)));
			return reader.read(List.of(name), (part, bounds) -> cursor.filter(each -> part.partition() < each.keys().size())
					.map(each -> each.key(part.partition())).orElse(bounds.begin()), limit);
		});
		RequestMemory.hold(piece.all().mapToLong(record -> Math.max(record.serializedValueSize(), 0)).sum());
		return merged(topic, after, limit, piece);
	}

	/** What lies in front of the partitions, the oldest first. What is no event is passed over, as it was when it came in. */
	private Events.Part merged(Topic topic, @Nullable String after, int limit, TopicReader.Piece piece) {
		var places = new TreeMap<Integer, Long>();
		piece.starts().forEach((part, start) -> places.put(part.partition(), start));
		var fronts = new ArrayList<ArrayDeque<ConsumerRecord<byte[], byte[]>>>();
		piece.records().forEach(records -> fronts.add(new ArrayDeque<>(records)));
		var events = new ArrayList<Event>();
		var passed = false;
		while (events.size() < limit) {
			var front = fronts.stream().filter(each -> !each.isEmpty())
					.min(Comparator.comparingLong(each -> each.element().timestamp()));
			if (front.isEmpty()) {
				break;
			}
			var record = front.get().remove();
			places.put(record.partition(), record.offset() + 1);
			passed = true;
			forms.read(record).ifPresent(form -> events.add(new Event(offset(topic, places), String.valueOf(form.type()),
					form.key(), record.partition(), Objects.requireNonNull(form.payload()),
					Instant.ofEpochMilli(record.timestamp()), null, null)));
		}
		return new Events.Part(events, passed ? offset(topic, places) : after);
	}

	private static String offset(Topic topic, SortedMap<Integer, Long> places) {
		return Cursor.of(list(topic), places.values().stream().mapToLong(Long::longValue).toArray());
	}

	private static String list(Topic topic) {
		return "kafka/" + topic.name();
	}
}
