package dev.madang.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.LoggerFactory;

/**
 * A broker of Kafka in this process, on a folder of its own, so that it can be stopped and started again. It has two addresses: one for
 * tests, and one that leads through a {@link FaultyProxy}.
 */
public final class TestKafka {

	private final Path folder;

	private final int direct = TestDatabase.freePort();

	private final int behindProxy = TestDatabase.freePort();

	private final int signed = TestDatabase.freePort();

	private final int secure = TestDatabase.freePort();

	private final int controller = TestDatabase.freePort();

	private final FaultyProxy proxy = new FaultyProxy(behindProxy);

	private KafkaRaftServer server;

	private final Producer<String, byte[]> producer;

	private final Consumer<String, String> consumer;

	private TestKafka(Path folder) throws Exception {
		for (var talkative : List.of("kafka", "org.apache.kafka", "state.change.logger")) {
			((Logger) LoggerFactory.getLogger(talkative)).setLevel(Level.ERROR);
		}
		this.folder = folder;
		TestDatabase.delete(folder);
		Files.createDirectories(folder);
		new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).addDirectory(folder.toString())
				.setMetadataLogDirectory(folder.toString()).setControllerListenerName("CONTROLLER")
				.setReleaseVersion(MetadataVersion.latestProduction())
				.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
		server = begun();
		producer = new KafkaProducer<>(config(), new StringSerializer(), new ByteArraySerializer());
		consumer = new KafkaConsumer<>(config(), new StringDeserializer(), new StringDeserializer());
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
	}

	private static final class Shared {

		private static final TestKafka KAFKA = started("kafka");
	}

	/** The one of this run; whoever stops it starts it again. */
	public static TestKafka shared() {
		return Shared.KAFKA;
	}

	private static TestKafka started(String name) {
		try {
			return new TestKafka(Path.of("target", name).toAbsolutePath());
		}
		catch (Exception e) {
			throw new IllegalStateException(e);
		}
	}

	private KafkaRaftServer begun() {
		var config = new Properties();
		config.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
				Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
				Map.entry("listeners",
						"DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,SIGNED://127.0.0.1:%d,SECURE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
								.formatted(direct, behindProxy, signed, secure, controller)),
				Map.entry("advertised.listeners",
						"DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,SIGNED://127.0.0.1:%d,SECURE://localhost:%d"
								.formatted(direct, proxy.port(), signed, secure)),
				Map.entry("listener.security.protocol.map",
						"DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,SIGNED:SASL_PLAINTEXT,SECURE:SSL,CONTROLLER:PLAINTEXT"),
				Map.entry("sasl.enabled.mechanisms", "PLAIN"),
				Map.entry("listener.name.signed.plain.sasl.jaas.config",
						"org.apache.kafka.common.security.plain.PlainLoginModule required user_madang=\"a \\\"quoted\\\" word\";"),
				Map.entry("listener.name.secure.ssl.keystore.type", "PKCS12"),
				Map.entry("listener.name.secure.ssl.keystore.location", TlsWay.keyStore().toString()),
				Map.entry("listener.name.secure.ssl.keystore.password", TlsWay.PASSWORD),
				Map.entry("listener.name.secure.ssl.key.password", TlsWay.PASSWORD),
				Map.entry("inter.broker.listener.name", "DIRECT"), Map.entry("controller.listener.names", "CONTROLLER"),
				Map.entry("log.dirs", folder.toString()), Map.entry("auto.create.topics.enable", "false"),
				Map.entry("offsets.topic.replication.factor", "1"), Map.entry("offsets.topic.num.partitions", "1"),
				Map.entry("default.replication.factor", "1"), Map.entry("group.initial.rebalance.delay.ms", "0"),
				Map.entry("log.cleaner.dedupe.buffer.size", "2000000"), Map.entry("num.network.threads", "1"),
				Map.entry("num.io.threads", "2"), Map.entry("broker.session.timeout.ms", "9000"),
				Map.entry("broker.heartbeat.interval.ms", "1000")));
		var begun = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
		begun.startup();
		return begun;
	}

	public void stop() {
		server.shutdown();
		server.awaitShutdown();
	}

	public void start() {
		server = begun();
	}

	/** The address for programs under test. */
	public String servers() {
		return "127.0.0.1:" + proxy.port();
	}

	/** The address for the user {@code madang} with the password {@code a "quoted" word}. */
	public String signed() {
		return "127.0.0.1:" + signed;
	}

	/** The address by TLS, with the certificate of {@link TlsWay#certificates()}. */
	public String secure() {
		return "localhost:" + secure;
	}

	public FaultyProxy proxy() {
		return proxy;
	}

	private Map<String, Object> config() {
		return Map.of("bootstrap.servers", "127.0.0.1:" + direct);
	}

	public Admin admin() {
		return Admin.create(config());
	}

	public void make(String topic, int partitions) {
		try (var admin = admin()) {
			admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
		}
		catch (ExecutionException e) {
			if (!(e.getCause() instanceof TopicExistsException)) {
				throw new IllegalStateException(e);
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	public void send(String topic, String key, String value) {
		send(topic, key, value.getBytes(StandardCharsets.UTF_8));
	}

	public void send(String topic, String key, byte[] value) {
		try {
			producer.send(new ProducerRecord<>(topic, key, value)).get();
		}
		catch (ExecutionException e) {
			throw new IllegalStateException(e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** All that is in some topics now, each partition in order; nothing of a topic that is not there. */
	public synchronized List<ConsumerRecord<String, String>> all(String... topics) {
		var there = consumer.listTopics();
		var partitions = List.of(topics).stream().filter(there::containsKey)
				.flatMap(topic -> there.get(topic).stream().map(part -> new TopicPartition(topic, part.partition())))
				.toList();
		consumer.assign(partitions);
		consumer.seekToBeginning(partitions);
		var ends = consumer.endOffsets(partitions);
		var all = new ArrayList<ConsumerRecord<String, String>>();
		while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
			consumer.poll(Duration.ofMillis(50)).forEach(all::add);
		}
		return all;
	}
}
