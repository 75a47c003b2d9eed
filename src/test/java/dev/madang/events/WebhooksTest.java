package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.madang.Madang;
import dev.madang.activity.Activity;
import dev.madang.events.Receiver.Received;
import dev.madang.testing.Aside;
import dev.madang.testing.Client;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Webhooks from end to end, in a community whose operator allows targets on this machine. */
@Aside
@SpringBootTest(classes = Madang.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = WebhooksTest.Settings.class)
@Import({ Community.class, Client.class })
class WebhooksTest {

	static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			var settings = new HashMap<>(TestDatabase.fresh("webhooks"));
			settings.put("madang.webhooks.allow-private", "true");
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("webhooks", settings));
		}
	}

	private static final String SECRET = "a secret of mine".replace(' ', '-');

	@Autowired
	Community community;

	@Autowired
	WebhookDeliveries deliveries;

	@Autowired
	Sender sender;

	private final Receiver receiver = new Receiver();

	private Client admin;

	private String topic = "";

	@BeforeEach
	void signIn() {
		admin = community.anAdmin().client();
		topic = admin.post("/events/topics", Map.of("name", Community.unique("orders."))).text("/name");
	}

	@AfterEach
	void close() {
		receiver.close();
		community.jdbc().sql("delete from webhook").update();
	}

	private long aWebhook(Receiver to, String... topics) {
		var made = admin.post("/webhooks", Map.of("url", to.address(), "topics", List.of(topics), "secret", SECRET));
		assertThat(made.status()).isEqualTo(201);
		return made.id();
	}

	private Answer publish(String type) {
		return admin.post("/events/" + topic, Map.of("type", type, "key", "k", "payload", Map.of("n", 1)));
	}

	private Answer deliveriesOf(long webhook) {
		return admin.get("/webhooks/" + webhook + "/deliveries");
	}

	private Answer await(long webhook, String pointer, String value) {
		return Awaitility.await().pollInterval(Duration.ofMillis(50))
				.until(() -> deliveriesOf(webhook), answer -> answer.text(pointer).equals(value));
	}

	private static boolean isSigned(Received received) throws Exception {
		var parts = received.header("Madang-Signature").split(",");
		var mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		var expected = mac.doFinal((parts[0].substring(2) + "." + received.body()).getBytes(StandardCharsets.UTF_8));
		return parts[1].equals("v1=" + HexFormat.of().formatHex(expected))
				&& parts[0].substring(2).equals(received.header("Madang-Timestamp"))
				&& Math.abs(Long.parseLong(parts[0].substring(2)) - Instant.now().getEpochSecond()) < 60;
	}

	@Test
	void whatIsPublishedArrivesSigned() throws Exception {
		var webhook = aWebhook(receiver, topic);
		publish("order.paid");
		var received = receiver.await(each -> each.header("Madang-Event").equals("order.paid"));
		assertThat(isSigned(received)).isTrue();
		assertThat(received.header("webhook-id")).isEqualTo(received.header("Madang-Delivery"));
		assertThat(received.header("webhook-timestamp")).isEqualTo(received.header("Madang-Timestamp"));
		assertThat(received.header("webhook-signature")).isEqualTo(Signature.standard(SECRET, received.header("webhook-id"),
				Long.parseLong(received.header("webhook-timestamp")), received.body()));
		assertThat(received.body()).contains("\"topic\":\"" + topic + "\"", "\"key\":\"k\"", "\"payload\":{\"n\":1}");
		assertThat(received.header("Content-Type")).startsWith("application/json");
		var seen = await(webhook, "/items/0/status", "delivered");
		assertThat(seen.text("/items/0/id")).isEqualTo(received.header("Madang-Delivery"));
		assertThat(seen.json().at("/items/0/attempts").asInt()).isEqualTo(1);
		assertThat(seen.json().at("/items/0/lastStatus").asInt()).isEqualTo(200);
		assertThat(seen.text("/items/0/answer")).isEqualTo("<b>thanks</b>");
	}

	@Test
	void whatHappensInTheCommunityArrivesAndNothingElse() throws Exception {
		var author = community.aMember();
		var before = community.aPost().by(author).id();
		aWebhook(receiver, "post");
		var post = community.aPost().by(author).id();
		community.aComment(author, post, "댓글");
		author.client().put("/posts/" + post + "/like");
		var received = receiver.await(each -> each.header("Madang-Event").equals("post.liked"));
		assertThat(isSigned(received)).isTrue();
		assertThat(received.body()).contains("\"subject\":\"post:" + post + "\"", "\"actor\":\"member:" + author.id() + "\"");
		assertThat(receiver.received()).extracting(each -> each.header("Madang-Event")).containsExactly("post.published",
				"post.liked");
		assertThat(receiver.received()).noneMatch(each -> each.body().contains("\"post:" + before + "\""));
	}

	@Test
	void whatDoesNotArriveIsTriedAgainAndParkedAfterADay() {
		receiver.answering(503);
		var webhook = aWebhook(receiver, topic);
		publish("x");
		var failed = await(webhook, "/items/0/attempts", "1");
		assertThat(failed.text("/items/0/status")).isEqualTo("waiting");
		assertThat(failed.text("/items/0/lastError")).isEqualTo("HTTP 503");
		assertThat(Instant.parse(failed.text("/items/0/nextAt"))).isBetween(Instant.now(), Instant.now().plusSeconds(11));
		community.jdbc().sql("update webhook_delivery set since = now() - interval '25 hours', next_at = now()").update();
		sender.sendNext(webhook);
		assertThat(await(webhook, "/items/0/status", "parked").json().at("/items/0/nextAt").isNull()).isTrue();
		receiver.answering(200);
		var path = "/webhooks/" + webhook + "/deliveries/" + failed.text("/items/0/id") + "/retry";
		assertThat(admin.post(path, "").status()).isEqualTo(202);
		await(webhook, "/items/0/status", "delivered");
		assertThat(receiver.received()).extracting(each -> each.header("Madang-Delivery"))
				.containsOnly(failed.text("/items/0/id"));
		assertThat(admin.post("/webhooks/" + webhook + "/deliveries/999999/retry", "").status()).isEqualTo(404);
		assertThat(admin.post(path.replace("/webhooks/" + webhook, "/webhooks/999999"), "").status()).isEqualTo(404);
	}

	@Test
	void ofADeadTargetAllIsParkedThatHasWaitedForADay() {
		var webhook = aWebhook(receiver.answering(503), topic);
		for (var type : List.of("old", "older", "new")) {
			publish(type);
		}
		await(webhook, "/items/2/type", "old");
		community.jdbc().sql("""
				update webhook_delivery set next_at = now() + interval '1 hour',
				       since = case type when 'new' then now() else now() - interval '25 hours' end
				""").update();
		community.jdbc().sql("update webhook_delivery set next_at = now() where type = 'older'").update();
		sender.sendNext(webhook);
		await(webhook, "/items/2/status", "parked");
		await(webhook, "/items/1/status", "parked");
		await(webhook, "/items/0/status", "waiting");
	}

	@Test
	void whatIsKeptNoMoreIsNotSent() {
		aWebhook(receiver, topic);
		consumer.consume(List.of(new Activity(Long.MAX_VALUE, Instant.now().plusSeconds(1), null, "event.published",
				"event:" + Long.MAX_VALUE, "{\"topic\":\"" + topic + "\",\"type\":\"x\"}")));
		publish("after");
		assertThat(receiver.await(each -> true).header("Madang-Event")).isEqualTo("after");
	}

	@Test
	void theWaitsDouble() {
		var webhook = aWebhook(receiver.answering(500), topic);
		publish("x");
		await(webhook, "/items/0/attempts", "1");
		community.jdbc().sql("update webhook_delivery set since = now() - interval '20 minutes', next_at = now()").update();
		sender.sendNext(webhook);
		assertThat(Instant.parse(await(webhook, "/items/0/attempts", "2").text("/items/0/nextAt")))
				.isBetween(Instant.now().plusSeconds(1100), Instant.now().plusSeconds(1300));
	}

	@Test
	void aTargetThatHangsDelaysNobodyElse() {
		try (var hanging = new Receiver().hanging()) {
			aWebhook(hanging, topic);
			publish("first");
			hanging.await(each -> true);
			var begun = Instant.now();
			aWebhook(receiver, topic);
			publish("second");
			receiver.await(each -> each.header("Madang-Event").equals("second"));
			assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(9));
		}
	}

	/** A server that was killed between sending and writing down that it has sent. */
	@Test
	void whatWasSentByAKilledServerIsSentAgainUnderTheSameNumber() {
		var webhook = aWebhook(receiver.answering(500), topic);
		publish("x");
		await(webhook, "/items/0/attempts", "1");
		receiver.answering(200);
		community.jdbc().sql("update webhook_delivery set next_at = now()").update();
		var taken = deliveries.take(webhook);
		assertThat(deliveries.take(webhook)).as("while somebody sends it").isEmpty();
		taken.ifPresent(due -> community.jdbc().sql("update webhook_delivery set next_at = now()").update());
		sender.sendNext(webhook);
		await(webhook, "/items/0/status", "delivered");
		assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(receiver.received()).extracting(each -> each.header("Madang-Delivery")).containsOnly(
				deliveriesOf(webhook).text("/items/0/id"));
		assertThat(deliveriesOf(webhook).json().at("/items")).hasSize(1);
	}

	@Autowired
	WebhookConsumer consumer;

	@Test
	void followingTwiceMakesOneDelivery() {
		var webhook = aWebhook(receiver, topic);
		publish("x");
		await(webhook, "/items/0/status", "delivered");
		var row = community.jdbc().sql("""
				select id, at, actor_id, verb, subject, detail::text as detail from activity
				where verb = 'event.published' order by xact desc, id desc limit 1
				""").query((found, number) -> new Activity(found.getLong("id"), Instant.now(),
				found.getLong("actor_id"), found.getString("verb"), found.getString("subject"), found.getString("detail")))
				.single();
		consumer.consume(List.of(row, row));
		assertThat(deliveriesOf(webhook).json().at("/items")).hasSize(1);
	}

	@Test
	void aTestIsSentToItsWebhookOnly() {
		try (var other = new Receiver()) {
			var webhook = aWebhook(receiver, topic);
			aWebhook(other, topic);
			assertThat(admin.post("/webhooks/" + webhook + "/test", "").status()).isEqualTo(202);
			assertThat(receiver.await(each -> true).header("Madang-Event")).isEqualTo("webhook.tested");
			publish("after");
			other.await(each -> each.header("Madang-Event").equals("after"));
			assertThat(other.received()).hasSize(1);
		}
	}

	@Test
	void oldDeliveriesAreRemoved() {
		var webhook = aWebhook(receiver, topic);
		publish("x");
		await(webhook, "/items/0/status", "delivered");
		deliveries.sweep();
		assertThat(deliveriesOf(webhook).json().at("/items")).hasSize(1);
		community.jdbc().sql("update webhook_delivery set created_at = now() - interval '31 days'").update();
		deliveries.sweep();
		assertThat(deliveriesOf(webhook).json().at("/items")).isEmpty();
	}
}
