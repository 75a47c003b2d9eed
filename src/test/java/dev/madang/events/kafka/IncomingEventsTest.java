package dev.madang.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.options.Cookie;
import dev.madang.events.Receiver;
import dev.madang.testing.Browser;
import dev.madang.testing.Chromium;
import dev.madang.testing.Client;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.KafkaTest;
import dev.madang.testing.PageChecks;
import dev.madang.testing.TestKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Events of other programs, and custom events that are published here, on their way from Kafka into the log. */
@KafkaTest
class IncomingEventsTest {

	private static final TestKafka KAFKA = TestKafka.shared();

	@Autowired
	Community community;

	@Autowired
	IncomingEvents incoming;

	@Autowired
	Chromium chromium;

	private Client admin;

	@BeforeEach
	void signIn() {
		admin = community.anAdmin().client();
		KAFKA.make("shop-orders", 2);
		KAFKA.make("post", 1);
	}

	private int entries(String type) {
		return community.jdbc()
				.sql("select count(*) from activity where verb = 'event.published' and detail ->> 'type' = :type")
				.param("type", type).query(Integer.class).single();
	}

	private void awaitEntry(String type) {
		Awaitility.await().untilAsserted(() -> assertThat(entries(type)).isEqualTo(1));
	}

	@Test
	void anEventOfAnotherProgramIsInTheLogAndForReaders() {
		var type = Community.unique("order.paid.");
		KAFKA.send("shop-orders", "k1", "{\"type\":\"" + type + "\",\"payload\":{\"n\":7},\"trace\":\"x\"}");
		KAFKA.send("shop-orders", null, "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"" + type + ".2\",\"data\":[1]}");
		awaitEntry(type);
		awaitEntry(type + ".2");
		var read = admin.get("/events/shop-orders?limit=100").json().at("/items").valueStream()
				.filter(item -> item.at("/type").asString().startsWith(type)).toList();
		assertThat(read.toString()).contains("{\"n\":7}", "\"key\":\"k1\"", "[1]");
		assertThat(admin.get("/events/topics").body()).contains("\"shop-orders\"");
		assertThat(admin.get("/events/topics").json().at("/items").valueStream()
				.filter(item -> item.at("/name").asString().equals("shop-orders")).findFirst().orElseThrow().at("/partitions")
				.asInt()).isEqualTo(2);
	}

	@Test
	void metricsSayHowManyWait() {
		var type = Community.unique("counted.");
		KAFKA.send("shop-orders", "k1", "{\"type\":\"" + type + "\",\"payload\":1}");
		awaitEntry(type);
		Awaitility.await()
				.untilAsserted(() -> assertThat(community.anybody().get("!/metrics").body())
						.contains("madang_kafka_incoming_lag_rows 0.0"));
	}

	@Test
	void aRecordThatComesAgainIsInTheLogOnce() {
		var type = Community.unique("again.");
		var value = ("{\"type\":\"" + type + "\",\"payload\":1}").getBytes(StandardCharsets.UTF_8);
		var record = new ConsumerRecord<byte[], byte[]>("shop-orders", 0, 1_000_000_007L, null, value);
		incoming.onMessage(record);
		incoming.onMessage(record);
		assertThat(entries(type)).isEqualTo(1);
		assertThat(community.jdbc().sql("select payload from event where type = :type").param("type", type)
				.query(String.class).list()).as("nobody is told").containsExactly((String) null);
	}

	@Test
	void webhooksAreToldOfWhatIsPublishedAndOfWhatComesIn() {
		try (var receiver = new Receiver()) {
			var topic = admin.post("/events/topics", Map.of("name", Community.unique("hook."))).text("/name");
			var type = Community.unique("shop.");
			KAFKA.send("shop-orders", null, "{\"type\":\"first.x\",\"payload\":1}");
			awaitEntryOfAny("first.x");
			admin.post("/webhooks", Map.of("url", receiver.address(), "topics", List.of(topic, "shop-orders")));
			assertThat(admin.post("/events/" + topic, Map.of("type", "told", "key", "k", "payload", Map.of("n", 1))).status())
					.isEqualTo(201);
			KAFKA.send("shop-orders", "k2", "{\"type\":\"" + type + "\",\"payload\":2}");
			assertThat(receiver.await(each -> each.header("Madang-Event").equals("told")).body()).contains(
					"\"payload\":{\"n\":1}",
					"\"key\":\"k\"", "\"topic\":\"" + topic + "\"");
			assertThat(receiver.await(each -> each.header("Madang-Event").equals(type)).body()).contains("\"payload\":2",
					"\"topic\":\"shop-orders\"");
		}
		finally {
			community.jdbc().sql("delete from webhook").update();
		}
	}

	private void awaitEntryOfAny(String type) {
		Awaitility.await().untilAsserted(() -> assertThat(entries(type)).isPositive());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			shop-orders | {no json N          | not JSON
			shop-orders | ["N"]               | not an object with a type and a payload
			shop-orders | {"n":"N"}           | type: missing, payload: missing
			shop-orders | {"type":"글","payload":"N"} | type: bad-event-type
			shop-orders | {"type":7,"payload":"N"}    | not an object with a type and a payload
			shop-orders | {"type":"x","payload":"a\\u0000 N"} | payload: unstorable-character
			shop-orders | LARGE               | larger than 64 KB
			post        | {"type":"x","payload":"N"}  | the community itself has a topic post
			""")
	void whatIsNoEventIsADeadLetterAtOnce(String topic, String value, String reason) {
		var mark = Community.unique("n");
		var sent = value.equals("LARGE")
				? "{\"type\":\"x\",\"payload\":\"" + mark + "x".repeat(80_000) + "\"}"
				: value.replace("N", mark);
		var begun = System.nanoTime();
		KAFKA.send(topic, "k", sent);
		var letter = Awaitility.await().until(() -> KAFKA.all(topic + ".dlt").stream()
				.filter(each -> each.value().contains(mark)).toList(), letters -> !letters.isEmpty());
		assertThat(letter).singleElement().satisfies(each -> {
			assertThat(each.value()).isEqualTo(sent);
			assertThat(each.key()).isEqualTo("k");
			assertThat(new String(each.headers().lastHeader("madang-reason").value(), StandardCharsets.UTF_8)).contains(reason);
			assertThat(each.headers().lastHeader("kafka_dlt-original-offset")).isNotNull();
		});
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void adminsSeeDeadLettersAndSendThemAgainOnce() {
		var mark = Community.unique("dead");
		KAFKA.send("shop-orders", "k", "<b>" + mark + "</b>");
		var browser = new Browser(community).signedIn(community.anAdmin());
		var page = Awaitility.await().until(() -> browser.get("/admin/events/dead-letters").body(),
				body -> body.contains(mark));
		assertThat(page).contains("&lt;b&gt;" + mark, "shop-orders", "JSON이 아니에요", "not JSON").doesNotContain("<b>" + mark);
		assertThat(browser.get("/admin/jobs").body()).contains("href=\"/admin/events/dead-letters\"", "카프카");
		var letter = KAFKA.all("shop-orders.dlt").stream().filter(each -> each.value().contains(mark)).findFirst()
				.orElseThrow();
		var fields = "partition=%d&position=%d".formatted(letter.partition(), letter.offset());
		assertThat(browser.post("/admin/events/dead-letters/shop-orders/retry", fields).status()).isEqualTo(303);
		assertThat(browser.post("/admin/events/dead-letters/shop-orders/retry", fields).status()).isEqualTo(409);
		assertThat(browser.post("/admin/events/dead-letters/nothing/retry", fields).status()).isEqualTo(404);
		assertThat(browser.post("/admin/events/dead-letters/shop-orders/retry", "partition=0&position=99999").status())
				.isEqualTo(404);
		Awaitility.await().untilAsserted(() -> assertThat(KAFKA.all("shop-orders").stream()
				.filter(each -> each.value().contains(mark))).hasSize(2).allSatisfy(each -> {
					assertThat(each.key()).isEqualTo("k");
					assertThat(each.headers()).isEmpty();
				}));
		assertThat(browser.get("/admin/events/dead-letters?sent=true").body()).contains("다시 보냄");
	}

	/** AuditTest sees the page without any. */
	@ParameterizedTest
	@CsvSource({ "360,light,ko", "360,dark,en", "1280,light,en", "1280,dark,ko" })
	@EnabledIf(value = "dev.madang.testing.Chromium#isInstalled", disabledReason = "there is no Chromium on this machine")
	@ResourceLock("browser")
	void thePageOfDeadLettersIsAsOthersAre(int width, String theme, String language) throws IOException {
		var mark = Community.unique("dead");
		KAFKA.send("shop-orders", "k", mark + "a".repeat(400));
		KAFKA.send("shop-orders", "k", "{\"type\":\"글\",\"payload\":\"" + mark + "\"}");
		Awaitility.await().until(() -> KAFKA.all("shop-orders.dlt").stream()
				.filter(each -> each.value().contains(mark)).count() == 2);
		try (var page = chromium.page(width, true)) {
			chromium.enter(page, community.aSession(community.anAdmin()));
			page.context().addCookies(List.of(new Cookie("lang", language).setUrl(chromium.url()),
					new Cookie("theme", theme).setUrl(chromium.url())));
			page.navigate("/admin/events/dead-letters");
			assertThat(page.content()).contains(mark, language.equals("ko") ? "JSON이 아니에요" : "Not JSON");
			assertThat(PageChecks.wrong(page)).isEmpty();
			page.navigate("/admin/jobs");
			assertThat(PageChecks.wrong(page)).isEmpty();
		}
	}

	@Test
	void forWantOfADatabaseNothingIsADeadLetter() {
		var type = Community.unique("sold.");
		KafkaTest.Settings.database().become(Fault.REFUSES);
		try {
			KAFKA.send("shop-orders", "k", "{\"type\":\"" + type + "\",\"payload\":1}");
			Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		}
		finally {
			KafkaTest.Settings.database().become(Fault.NONE);
		}
		Awaitility.await().dontCatchUncaughtExceptions().ignoreExceptions()
				.untilAsserted(() -> assertThat(entries(type)).isEqualTo(1));
		assertThat(KAFKA.all("shop-orders.dlt")).noneMatch(each -> each.value().contains(type));
	}
}
