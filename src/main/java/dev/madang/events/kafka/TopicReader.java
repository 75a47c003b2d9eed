package dev.madang.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a piece of some topics, of no group, within a call. */
final class TopicReader {

	/** Of keys and values; a little more is read, because what arrives together is kept. */
	private static final int MOST_BYTES = 1 << 20;

	/** Where a partition begins that is kept, and where it ends. */
	record Bounds(long begin, long end) {

		/** A place of a topic that was made anew is none of this one. */
		long inside(long place) {
			return place < begin || place > end ? begin : place;
		}
	}

	/**
	 * What was read, of each partition in order.
	 *
	 * @param starts from where, of every partition
	 */
	record Piece(Map<TopicPartition, Long> starts, List<List<ConsumerRecord<byte[], byte[]>>> records) {

		Stream<ConsumerRecord<byte[], byte[]>> all() {
			return records.stream().flatMap(Collection::stream);
		}
	}

	private final Broker broker;

	TopicReader(Broker broker) {
		this.broker = broker;
	}

	/**
	 * @param starts where to begin in a partition
	 * @param most records of each partition
	 */
	Piece read(Collection<String> topics, ToLongBiFunction<TopicPartition, Bounds> starts, int most) throws TimeoutException {
		try (var consumer = broker.reader(most)) {
			var partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
					.map(part -> new TopicPartition(part.topic(), part.partition())).toList();
			consumer.assign(partitions);
			var begins = consumer.beginningOffsets(partitions);
			var ends = consumer.endOffsets(partitions);
			var from = new HashMap<TopicPartition, Long>();
			for (var part : partitions) {
				var bounds = new Bounds(begins.getOrDefault(part, 0L), ends.getOrDefault(part, 0L));
				var start = bounds.inside(starts.applyAsLong(part, bounds));
				from.put(part, start);
				consumer.seek(part, start);
			}
			return new Piece(from, poll(consumer, partitions, ends, most));
		}
	}

	private List<List<ConsumerRecord<byte[], byte[]>>> poll(Consumer<byte[], byte[]> consumer,
			Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends, int most) throws TimeoutException {
		var read = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
		var left = new ArrayList<>(partitions);
		var bytes = 0L;
		var until = System.nanoTime() + Duration.ofMillis(broker.properties().part(3)).toNanos();
		while (true) {
			left.removeIf(part -> consumer.position(part) >= ends.getOrDefault(part, 0L)
					|| read.getOrDefault(part, List.of()).size() >= most);
			if (left.isEmpty() || bytes > MOST_BYTES) {
				return List.copyOf(read.values());
			}
			if (System.nanoTime() > until) {
				throw new TimeoutException("Kafka has sent only a part of what was asked for");
			}
			consumer.pause(partitions);
			consumer.resume(left);
			for (var record : consumer.poll(Duration.ofMillis(100))) {
				read.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), part -> new ArrayList<>())
						.add(record);
				bytes += Math.max(record.serializedValueSize(), 0);
			}
		}
	}
}
