package dev.madang.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.madang.activity.Activity;
import dev.madang.activity.ActivityLog;
import dev.madang.events.Event;
import dev.madang.events.Messages;
import dev.madang.events.Payload;
import dev.madang.events.Publishing.Form;
import dev.madang.events.Topic;
import dev.madang.events.Topics;
import dev.madang.platform.Failures;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.platform.engine.EngineAway;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.KafkaTest;
import dev.madang.testing.TestKafka;
import dev.madang.testing.TlsWay;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of the log, of publishing and of reading when the way to the broker fails. */
@KafkaTest
@Tag("process")
class KafkaFailuresTest {

	private static final TestKafka KAFKA = TestKafka.shared();

	/** A call that begins when the last one is given up may take as long again. */
	private static final Duration BOUND = Duration.ofMillis(1_500);

	@Autowired
	Community community;

	@Autowired
	Messages messages;

	@Autowired
	Topics topics;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	ActivityLog log;

	@Autowired
	JsonMapper mapper;

	private final String kind = Community.unique("failing");

	private final Topic topic = new Topic(Community.unique("orders."), "custom", 1, Instant.now());

	private List<Long> entries;

	private Broker broker;

	private LogSender sender;

	private KafkaEvents events;

	@BeforeEach
	void connect() {
		community.aPost().id();
		community.aPost().id();
		entries = jdbc.sql("select id from activity order by id limit 5").query(Long.class).list();
		broker = broker(KAFKA.servers());
		sender = new LogSender(broker, messages, topics, jdbc, mapper);
		events = new KafkaEvents(broker, new EventForms(mapper), mapper);
	}

	@AfterEach
	void mend() {
		KAFKA.proxy().become(Fault.NONE);
		sender.close();
		broker.close();
	}

	private static KafkaProperties properties(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bind("madang.kafka", KafkaProperties.class).get();
	}

	private static Broker broker(String servers) {
		return new Broker(properties(Map.of("madang.kafka.bootstrap-servers", servers, "madang.kafka.within", "600ms")),
				probe -> FaultyProxy.engine("kafka", Duration.ofMillis(450)));
	}

	private void send(int number) {
		sender.consume(
				List.of(new Activity(entries.get(number), Instant.now(), null, kind + ".put", kind + ":1",
						"{\"n\":" + number + "}")));
	}

	private List<String> sent() {
		return KAFKA.all("madang." + kind).stream().map(record -> record.value().replaceAll(".*\"n\":(\\d+).*", "$1"))
				.distinct()
				.toList();
	}

	private void publish(String type) {
		events.publish(Viewer.ANYBODY, topic, new Form(type, "k", Payload.of("1")));
	}

	private List<String> read() {
		return events.read(topic, null, 100).items().stream().map(Event::type).distinct().toList();
	}

	private static void within(Duration bound, Runnable work) {
		var begun = System.nanoTime();
		work.run();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(bound);
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, mode = Mode.EXCLUDE, names = { "NONE", "FLAPS", "SLOW" })
	void whileItIsAwayAllFailsSoonAndGoesOnAfterwards(Fault fault) {
		Awaitility.await().ignoreException(EngineAway.class).untilAsserted(() -> send(1));
		Awaitility.await().ignoreException(Problem.class).untilAsserted(() -> publish("first"));
		awaitRead(types -> types.equals(List.of("first")));
		KAFKA.proxy().become(fault);
		KAFKA.make("shop-orders", 2);
		KAFKA.send("shop-orders", null, "{\"type\":\"" + kind + "\",\"payload\":1}");
		within(BOUND, () -> assertThatThrownBy(() -> send(2)).isInstanceOf(EngineAway.class)
				.satisfies(failure -> assertThat(Failures.isTransient(failure)).as("never parked").isTrue()));
		within(BOUND, () -> assertThatThrownBy(() -> publish("second")).isInstanceOfSatisfying(Problem.class, problem -> {
			assertThat(problem.status()).isEqualTo(503);
			assertThat(problem.code()).isEqualTo("engine-away");
			assertThat(problem.retryAfterSeconds()).isPositive();
		}));
		within(BOUND, () -> assertThatThrownBy(this::read).isInstanceOf(Problem.class));
		Awaitility.await().untilAsserted(() -> within(Duration.ofMillis(100),
				() -> assertThatThrownBy(() -> send(2)).isInstanceOf(EngineAway.class)));
		KAFKA.proxy().become(Fault.NONE);
		comesBack();
		Awaitility.await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from event where type = :type")
				.param("type", kind).query(Integer.class).single()).as("what came in meanwhile").isEqualTo(1));
	}

	private void comesBack() {
		Awaitility.await().ignoreException(EngineAway.class).untilAsserted(() -> send(2));
		Awaitility.await().ignoreException(Problem.class).untilAsserted(() -> publish("third"));
		Awaitility.await().ignoreException(EngineAway.class).untilAsserted(() -> send(3));
		assertThat(sent()).containsExactly("1", "2", "3");
		awaitRead(types -> types.containsAll(List.of("first", "third")));
	}

	/** On a machine that is too busy for an answer in time, a call is tried again. */
	private void awaitRead(Predicate<List<String>> expected) {
		Awaitility.await().ignoreException(Problem.class).until(this::read, expected);
	}

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "FLAPS", "SLOW" })
	void whatIsSaidToBeStoredIsAlsoOnABadWay(Fault fault) {
		Awaitility.await().ignoreException(EngineAway.class).untilAsserted(() -> send(1));
		Awaitility.await().ignoreException(Problem.class).untilAsserted(() -> publish("first"));
		KAFKA.proxy().become(fault);
		var acknowledged = new ArrayList<String>();
		for (int i = 0; i < 4; i++) {
			var type = "n" + i;
			within(BOUND, () -> {
				try {
					publish(type);
					acknowledged.add(type);
				}
				catch (Problem away) {
					assertThat(away.code()).isEqualTo("engine-away");
				}
			});
		}
		KAFKA.proxy().become(Fault.NONE);
		comesBack();
		awaitRead(types -> types.containsAll(acknowledged));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1:1", "no-such-host.invalid:9092" })
	void anAddressThatIsNobodysIsAway(String servers) {
		try (var nowhere = broker(servers)) {
			within(BOUND.multipliedBy(2), () -> assertThat(nowhere.isThere()).isFalse());
			var incoming = new Incoming(nowhere,
					new IncomingEvents(nowhere, new EventForms(mapper), topics, jdbc, transaction, log));
			incoming.start();
			incoming.stop();
		}
	}

	@ParameterizedTest
	@CsvSource({ "'a \"quoted\" word',true", "wrong,false", "'',false" })
	void aWrongPasswordIsAway(String password, boolean isThere) {
		var settings = Map.of("madang.kafka.bootstrap-servers", KAFKA.signed(), "madang.kafka.security-protocol",
				"SASL_PLAINTEXT",
				"madang.kafka.user", "madang", "madang.kafka.password", password);
		var engine = FaultyProxy.engine("kafka", Duration.ofSeconds(2));
		try (var signed = new Broker(properties(settings), probe -> engine)) {
			assertThat(signed.isThere()).isEqualTo(isThere);
			assertThat(String.valueOf(engine.status().trouble())).contains(isThere ? "null" : "madang.kafka.password");
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "false,false" })
	void byTlsItMustBeTrusted(boolean isTrusted, boolean isThere) {
		var settings = new HashMap<>(Map.of("madang.kafka.bootstrap-servers", KAFKA.secure(),
				"madang.kafka.security-protocol", "SSL"));
		if (isTrusted) {
			settings.put("madang.kafka.certificates", TlsWay.certificates().toString());
		}
		var engine = FaultyProxy.engine("kafka", Duration.ofSeconds(2));
		try (var secure = new Broker(properties(settings), probe -> engine)) {
			assertThat(secure.isThere()).isEqualTo(isThere);
			assertThat(String.valueOf(engine.status().trouble())).contains(isThere ? "null" : "madang.kafka.certificates");
		}
	}

	/** A custom event may have a payload of 64 KB. */
	@Test
	void aBatchHasNoMoreThanIsAcknowledgedInTime() {
		var plain = new Activity(entries.get(1), Instant.now(), null, kind + ".put", kind + ":1", "{}");
		var custom = new Activity(entries.get(1), Instant.now(), null, "event.published", "event:1", "{\"position\":1}");
		assertThat(some(Collections.nCopies(500, plain))).isEqualTo(200);
		assertThat(some(Collections.nCopies(7, plain))).isEqualTo(7);
		assertThat(some(Collections.nCopies(500, custom))).isEqualTo(20);
		assertThat(KAFKA.all("madang." + kind)).as("what was done, and no more").hasSizeGreaterThanOrEqualTo(207)
				.hasSizeLessThan(500);
	}

	/** The first call may find the broker out of breath. */
	private int some(List<Activity> batch) {
		return Awaitility.await().ignoreException(EngineAway.class).until(() -> sender.consumeSome(batch), done -> done > 0);
	}

	@Test
	void brokersThatAreTooOldAreNamed() {
		var engine = FaultyProxy.engine("kafka", Duration.ofSeconds(2));
		try (var old = new Broker(properties(Map.of("madang.kafka.bootstrap-servers", KAFKA.servers())), probe -> engine)) {
			assertThat(old.tried(() -> {
				throw new UnsupportedVersionException("The node does not support METADATA");
			})).isEmpty();
			assertThat(engine.status().trouble()).contains("the brokers are older than Kafka 2.1");
		}
	}

	@Test
	void noClientReservesWhatAStrangerSays() throws Exception {
		for (var client : List.<AutoCloseable>of(broker.admin(), broker.orderly(), broker.reader(1),
				broker.consumers().createConsumer("g", "x"))) {
			assertThat(ReceiveLimit.of(client)).isEqualTo(ReceiveLimit.BYTES);
			client.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bootstrap-servers=localhost", "bootstrap-servers=", "prefix=a b", "consume=Orders",
			"consume=a.dlt",
			"partitions=0", "within=1ms", "sasl-mechanism=GSSAPI", "certificates=/none.pem", "security-protocol=X" })
	void refusesSettingsThatCannotBe(String setting) {
		var settings = new HashMap<>(Map.of("madang.kafka.bootstrap-servers", "localhost:9092"));
		settings.put("madang.kafka." + setting.split("=", -1)[0], setting.split("=", -1)[1]);
		assertThatThrownBy(() -> properties(settings)).rootCause().message().contains(
				"madang.kafka." + setting.split("=", -1)[0]);
	}
}
