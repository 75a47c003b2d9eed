package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.madang.testing.MadangTest;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Custom events in a table of the database, which is the default, beside what the log tells. */
@MadangTest
class EventTableTest extends EventStreamContract {

	@Test
	void theDomainsTopicsTellWhatTheLogHas() {
		var author = community.aMember();
		var post = community.aPost().by(author).id();
		author.client().put("/posts/" + post + "/like");
		Awaitility.await().untilAsserted(() -> assertThat(told("post:" + post))
				.containsExactly("post.published member:" + author.id(), "post.liked member:" + author.id()));
		assertThat(admin.post("/events/post", Map.of("type", "x", "payload", 1)).code()).isEqualTo("domain-topic");
	}

	private List<String> told(String subject) {
		var found = new ArrayList<String>();
		var last = "";
		while (true) {
			var part = admin.get("/events/post?limit=100" + (last.isEmpty() ? "" : "&after=" + last));
			part.json().at("/items").forEach(item -> {
				if (subject.equals(item.at("/subject").asString())) {
					found.add(item.at("/type").asString() + " " + item.at("/actor").asString());
				}
			});
			if (part.json().at("/items").isEmpty()) {
				return found;
			}
			last = part.text("/nextAfter");
		}
	}

	@Test
	void aTransactionThatBeganEarlierAndCommitsLaterIsNotSkipped() throws Exception {
		var topic = aTopic(1);
		try (var slow = DriverManager.getConnection(TestDatabase.database().url(), TestDatabase.database().user(),
				TestDatabase.database().password()); var statement = slow.createStatement()) {
			slow.setAutoCommit(false);
			statement.execute("insert into event (topic_id, type, partition, payload) select id, 'early', 0, '1' from topic"
					+ " where name = '" + topic + "'");
			admin.post("/events/" + topic, Map.of("type", "late", "payload", 1));
			assertThat(types(topic, "")).as("what committed first must wait").isEmpty();
			slow.commit();
		}
		reads(topic, "", "early", "late");
	}

	@Autowired
	TopicRetention retention;

	@Test
	void whatIsOldGoesAndSoDoesTheOldestOfTooMany() {
		var topic = aTopic(1);
		var other = aTopic(1);
		for (int i = 1; i <= 5; i++) {
			admin.post("/events/" + topic, Map.of("type", "n" + i, "payload", i));
		}
		admin.post("/events/" + other, Map.of("type", "other", "payload", 1));
		reads(topic, "", "n1", "n2", "n3", "n4", "n5");
		var first = admin.get("/events/" + topic + "?limit=1").text("/nextAfter");
		retention.sweep(Instant.now().minus(Duration.ofDays(1)), 3);
		reads(topic, "", "n3", "n4", "n5");
		reads(topic, first, "n3", "n4", "n5");
		reads(other, "", "other");
		community.jdbc()
				.sql("update event set at = now() - interval '2 days' where type in ('n3', 'n4') and payload in ('3', '4')")
				.update();
		retention.sweep(Instant.now().minus(Duration.ofDays(1)), 3);
		reads(topic, "", "n5");
	}
}
