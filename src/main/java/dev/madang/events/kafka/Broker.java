package dev.madang.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.function.Supplier;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** The brokers: clients of them, made when they are first needed, what topics are called there, and calls that have an end. */
final class Broker implements AutoCloseable {

	/** How the names of topics end that have dead letters. */
	static final String DEAD = ".dlt";

	private static final String CUSTOM = "custom.";

	private final KafkaProperties properties;

	private final Engine engine;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	/** The topics that are there, as far as is known; forgotten when anything fails. */
	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final DefaultKafkaProducerFactory<byte[], byte[]> producers;

	private final KafkaTemplate<byte[], byte[]> template;

	private final DefaultKafkaConsumerFactory<byte[], byte[]> consumers;

	private @Nullable Admin admin;

	/** @param turnOn makes the engine, of what finds out whether it is there */
	Broker(KafkaProperties properties, Function<Engine.Work<?>, Engine> turnOn) {
		this.properties = properties;
		producers = new DefaultKafkaProducerFactory<>(ClientSettings.producer(properties));
		producers.addPostProcessor(ReceiveLimit::on);
		template = new KafkaTemplate<>(producers);
		template.setProducerListener(new ProducerListener<>() {
		});
		consumers = new DefaultKafkaConsumerFactory<>(ClientSettings.consumer(properties));
		consumers.addPostProcessor(ReceiveLimit::on);
		engine = turnOn.apply(() -> bounded(this::probe));
	}

	KafkaProperties properties() {
		return properties;
	}

	KafkaTemplate<byte[], byte[]> template() {
		return template;
	}

	DefaultKafkaConsumerFactory<byte[], byte[]> consumers() {
		return consumers;
	}

	/** A consumer of no group, for the thread that makes it. */
	Consumer<byte[], byte[]> reader(int most) {
		var config = ClientSettings.consumer(properties);
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
		// what is behind the end is not waited for, neither by a poll nor by the consumer's end
		config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
		return ReceiveLimit.on(new KafkaConsumer<>(config));
	}

	/** A producer of its own, which sends one thing after the other. */
	Producer<byte[], byte[]> orderly() {
		var config = ClientSettings.producer(properties);
		config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
		return ReceiveLimit.on(new KafkaProducer<>(config));
	}

	synchronized Admin admin() {
		if (admin == null) {
			admin = ReceiveLimit.on(Admin.create(ClientSettings.admin(properties)));
		}
		return admin;
	}

	private String probe() throws Exception {
		return admin().describeCluster().clusterId().get();
	}

	/**
	 * @throws EngineAway also when it takes too long
	 * @throws InvalidTopicException for a name that Kafka does not take, because it is too like another: it has answered
	 * @throws RecordTooLargeException likewise
	 */
	<T> T call(Engine.Work<T> work) {
		try {
			return engine.call(() -> answered(work)).get();
		}
		catch (EngineAway e) {
			known.clear();
			throw e;
		}
	}

	/** What was done, or what was refused. */
	private <T> Supplier<T> answered(Engine.Work<T> work) throws Exception {
		try {
			var done = bounded(work);
			return () -> done;
		}
		catch (InvalidTopicException | RecordTooLargeException refused) {
			return () -> {
				throw refused;
			};
		}
	}

	/** Whether it answers. */
	boolean isThere() {
		return engine.tried(() -> bounded(this::probe)).isPresent();
	}

	<T> Optional<T> tried(Engine.Work<T> work) {
		return engine.tried(() -> bounded(work));
	}

	/** Clients have time-outs, but not each step of theirs: the caller's thread waits for so long and no longer. */
	private <T> T bounded(Engine.Work<T> work) throws Exception {
		var result = threads.submit(work::run);
		try {
			return result.get(properties.within().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException e) {
			throw reason(e);
		}
		catch (TimeoutException e) {
			throw new TimeoutException("no answer within " + properties.within().toMillis() + " ms");
		}
		finally {
			result.cancel(true);
		}
	}

	/** Kafka's own wrappers say nothing, and its own words not which setting is to blame. */
	private static Exception reason(Exception failure) {
		var known = switch (failure) {
			case UnsupportedVersionException old -> "the brokers are older than Kafka 2.1, which is the oldest that will do";
			case SaslAuthenticationException refused -> "the brokers refuse madang.kafka.user and madang.kafka.password";
			case SslAuthenticationException distrusted ->
				"the certificate of the brokers is not trusted, see madang.kafka.certificates";
			default -> "";
		};
		if (!known.isEmpty()) {
			return new KafkaException(known + ": " + failure.getMessage(), failure);
		}
		return (failure instanceof ExecutionException || failure.getClass() == KafkaException.class)
				&& failure.getCause() instanceof Exception cause ? reason(cause) : failure;
	}

	/** Makes the topics that are missing, each with so many partitions; to be used within a call. */
	void ensure(Map<String, Integer> wanted) throws Exception {
		if (known.containsAll(wanted.keySet())) {
			return;
		}
		known.addAll(admin().listTopics().names().get());
		var missing = wanted.entrySet().stream().filter(topic -> !known.contains(topic.getKey()))
				.map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) properties.replication())).toList();
		var made = new ArrayList<String>();
		for (var making : admin().createTopics(missing).values().entrySet()) {
			try {
				making.getValue().get();
				made.add(making.getKey());
			}
			catch (ExecutionException e) {
				if (!(e.getCause() instanceof TopicExistsException)) {
					throw e;
				}
			}
		}
		while (!areWhole(made, wanted)) {
			Thread.sleep(Duration.ofMillis(20));
		}
		known.addAll(wanted.keySet());
	}

	/** A topic that is being made has a part of its partitions for a moment, and keys would go astray. */
	private boolean areWhole(List<String> made, Map<String, Integer> wanted) throws Exception {
		try {
			return admin().describeTopics(made).allTopicNames().get().values().stream()
					.allMatch(topic -> topic.partitions().size() >= wanted.getOrDefault(topic.name(), 1));
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof UnknownTopicOrPartitionException) {
				return false;
			}
			throw e;
		}
	}

	/** What a topic of the log is called in Kafka. */
	String domain(String topic) {
		return properties.prefix() + topic;
	}

	/** What a custom topic is called in Kafka: the topics of other programs have their own names. */
	String custom(String topic) {
		return properties.consume().contains(topic) ? topic : properties.prefix() + CUSTOM + topic;
	}

	/** The custom topic that has a name in Kafka. */
	String topic(String kafka) {
		var own = properties.prefix() + CUSTOM;
		return kafka.startsWith(own) && !properties.consume().contains(kafka) ? kafka.substring(own.length()) : kafka;
	}

	/** The names in Kafka of all custom topics, also of those that are still to come. */
	Pattern customs() {
		var names = properties.consume().stream().map(Pattern::quote)
				.collect(Collectors.toCollection(ArrayList::new));
		names.add(Pattern.quote(properties.prefix() + CUSTOM) + "[a-z0-9._-]+(?<!" + Pattern.quote(DEAD) + ")");
		return Pattern.compile(String.join("|", names));
	}

	@Override
	public void close() {
		threads.shutdownNow();
		template.destroy();
		producers.destroy();
		synchronized (this) {
			if (admin != null) {
				admin.close(Duration.ZERO);
			}
		}
	}
}
