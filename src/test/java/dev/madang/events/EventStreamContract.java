package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Client;
import dev.madang.testing.Client.Answer;
import dev.madang.testing.Community;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What every place promises in which custom events are kept, over HTTP. */
public abstract class EventStreamContract {

	@Autowired
	Community community;

	Client admin;

	@BeforeEach
	void signIn() {
		admin = community.anAdmin().client();
	}

	String aTopic(int partitions) {
		return admin.post("/events/topics", Map.of("name", Community.unique("orders."), "partitions", partitions))
				.text("/name");
	}

	/** Everything after an offset, page by page, as a program would read it. */
	List<String> types(String topic, String after) {
		var types = new ArrayList<String>();
		var from = after;
		while (true) {
			var part = admin.get("/events/" + topic + "?limit=2" + (from.isEmpty() ? "" : "&after=" + from));
			part.json().at("/items").forEach(item -> types.add(item.at("/type").asString()));
			if (part.json().at("/items").isEmpty()) {
				return types;
			}
			from = part.text("/nextAfter");
		}
	}

	void reads(String topic, String after, String... types) {
		Awaitility.await()
				.untilAsserted(() -> assertThat(types(topic, after)).containsExactly(types));
	}

	/** What is published can be read as soon as no earlier transaction, a consumer's say, is still running. */
	private Answer readable(String topic) {
		return Awaitility.await().until(() -> admin.get("/events/" + topic),
				part -> !part.json().at("/items").isEmpty());
	}

	@Test
	void whatIsPublishedOfOneKeyIsReadInOrder() {
		var topic = aTopic(4);
		for (int i = 1; i <= 5; i++) {
			assertThat(admin.post("/events/" + topic, Map.of("type", "n" + i, "key", "k", "payload", i)).status())
					.isEqualTo(201);
		}
		reads(topic, "", "n1", "n2", "n3", "n4", "n5");
		var third = admin.get("/events/" + topic + "?limit=3").text("/items/2/offset");
		reads(topic, third, "n4", "n5");
		assertThat(admin.get("/events/topics").body()).contains("\"" + topic + "\"", "\"post\"", "\"product\"");
	}

	@Test
	void allPartitionsAreReadPageByPage() {
		var topic = aTopic(5);
		for (int i = 1; i <= 9; i++) {
			admin.post("/events/" + topic, Map.of("type", "n" + i, "key", "k" + i, "payload", i));
		}
		Awaitility.await()
				.untilAsserted(() -> assertThat(types(topic, "")).containsExactlyInAnyOrder("n1", "n2", "n3", "n4", "n5",
						"n6", "n7", "n8", "n9"));
	}

	@Test
	void fromAPublishedEventOnAllComesThatWasPublishedAfterIt() {
		var topic = aTopic(3);
		admin.post("/events/" + topic, Map.of("type", "early", "key", "a", "payload", 1));
		var offset = admin.post("/events/" + topic, Map.of("type", "this", "key", "b", "payload", 1)).text("/offset");
		for (var key : List.of("a", "b", "c", "d", "e")) {
			admin.post("/events/" + topic, Map.of("type", key, "key", key, "payload", 1));
		}
		Awaitility.await().untilAsserted(
				() -> assertThat(types(topic, offset)).containsExactlyInAnyOrder("a", "b", "c", "d", "e"));
	}

	@Test
	void topicsAreListedWithTheirPartitions() {
		var topic = aTopic(7);
		var listed = admin.get("/events/topics").json().at("/items").valueStream()
				.filter(item -> item.at("/name").asString().equals(topic)).findFirst().orElseThrow();
		assertThat(listed.at("/partitions").asInt()).isEqualTo(7);
		assertThat(listed.at("/kind").asString()).isEqualTo("custom");
	}

	@Test
	void oneKeyStaysInOnePartition() {
		var topic = aTopic(64);
		var partitions = new ArrayList<Integer>();
		for (int i = 0; i < 3; i++) {
			partitions.add(admin.post("/events/" + topic, Map.of("type", "x", "key", "가나", "payload", i)).json()
					.at("/partition").asInt());
		}
		assertThat(partitions).containsOnly(partitions.getFirst());
		assertThat(readable(topic).text("/items/0/key")).isEqualTo("가나");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999", "12345678901234567890.123456789012345678901234567890", "{\"b\":1,\"a\":[{}]}", "null",
			"\"글\\n\"", "true", "[]" })
	void aPayloadComesBackAsItWasSent(String json) {
		var topic = aTopic(1);
		assertThat(admin.post("/events/" + topic, "{\"type\":\"x\",\"payload\":" + json + "}").status()).isEqualTo(201);
		assertThat(readable(topic).body()).contains("\"payload\":" + json + ",");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"payload":1}                              | 422 | missing
			{"type":"x"}                               | 422 | missing
			{"type":"","payload":1}                    | 422 | bad-event-type
			{"type":"a\\r\\nX-Evil: 1","payload":1}    | 422 | bad-event-type
			{"type":"글","payload":1}                  | 422 | bad-event-type
			{"type":"x","payload":"a\\u0000"}          | 422 | unstorable-character
			{"type":"x","payload":{"a\\u0000":[]}}     | 422 | unstorable-character
			{"type":"x","payload":["\\ud83d"]}         | 422 | unstorable-character
			{"type":"x","key":"a\\u0000","payload":1}  | 422 | unstorable-character
			{"type":"x","payload":1,"color":"red"}     | 400 | unknown-field
			{"type":7,"payload":1}                     | 400 | wrong-type
			""")
	void refusesWhatIsNotAsItShouldBe(String body, int status, String code) {
		var answer = admin.post("/events/" + aTopic(1), body);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@Test
	void refusesPayloadsThatAreTooLargeOrTooDeep() {
		var topic = aTopic(1);
		assertThat(admin.post("/events/" + topic, Map.of("type", "x", "payload", "가".repeat(21_844))).status()).isEqualTo(201);
		assertThat(admin.post("/events/" + topic, Map.of("type", "x", "payload", "가".repeat(21_845))).text("/errors/0/code"))
				.isEqualTo("too-many-bytes");
		assertThat(admin.post("/events/" + topic, Map.of("type", "x", "payload", 1, "key", "k".repeat(201))).status())
				.isEqualTo(422);
		assertThat(
				admin.post("/events/" + topic, "{\"type\":\"x\",\"payload\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
						.status())
				.isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "Orders,1,bad-topic", "a/b,1,bad-topic", "'',1,bad-topic", "...,1,bad-topic", "글,1,bad-topic",
			"orders,0,bad-partitions", "orders,65,bad-partitions" })
	void refusesTopicsThatAreNotAsTheyShouldBe(String name, int partitions, String code) {
		var answer = admin.post("/events/topics", Map.of("name", name, "partitions", partitions));
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/errors/0/code")).isEqualTo(code);
	}

	@Test
	void aNameIsTakenOnceAlsoByTheDomain() {
		var topic = aTopic(1);
		for (var name : new String[]{ topic, "post", "product", "topics", "event" }) {
			assertThat(admin.post("/events/topics", Map.of("name", name)).code()).as(name).isEqualTo("topic-taken");
		}
		assertThat(admin.post("/events/topics", Map.of("name", "x".repeat(61))).status()).isEqualTo(422);
	}

	@Test
	void anOffsetBelongsToItsTopic() {
		var topic = aTopic(1);
		admin.post("/events/" + topic, Map.of("type", "x", "payload", 1));
		var offset = readable(topic).text("/nextAfter");
		assertThat(admin.get("/events/post?after=" + offset).code()).isEqualTo("bad-cursor");
		assertThat(admin.get("/events/" + topic + "?after=12").code()).isEqualTo("bad-cursor");
		assertThat(admin.get("/events/" + topic + "?limit=101").code()).isEqualTo("bad-limit");
		assertThat(admin.get("/events/nowhere").status()).isEqualTo(404);
		assertThat(community.aMember().client().get("/events/" + topic).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "user_events", "custom_events", "_x_", "0", "a.b-c_d" })
	void aTopicMayHaveAnUnderscore(String name) {
		var topic = Community.unique(name);
		assertThat(admin.post("/events/topics", Map.of("name", topic)).status()).isEqualTo(201);
		assertThat(admin.post("/events/" + topic, Map.of("type", "x", "payload", 1)).status()).isEqualTo(201);
		assertThat(readable(topic).text("/items/0/type")).isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "._-", "User_Events", "user events", "사용자_events", "user/events" })
	void aTopicHasAPlainName(String name) {
		assertThat(admin.post("/events/topics", Map.of("name", name)).text("/errors/0/code")).isEqualTo("bad-topic");
	}
}
