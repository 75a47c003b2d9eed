package dev.madang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.KafkaTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Custom events in Kafka. */
@KafkaTest
class KafkaStreamTest extends EventStreamContract {

	@Autowired
	EventTable table;

	@Autowired
	Topics topics;

	@Test
	void whatWasInTheTableBeforeIsSentToKafkaAndIsInTheLogOnce() {
		var admin = community.anAdmin().client();
		var name = admin.post("/events/topics", Map.of("name", Community.unique("before."))).text("/name");
		table.publish(Viewer.ANYBODY, topics.find(name).orElseThrow(),
				new Publishing.Form("old", "k", Payload.of("{\"n\":1}")));
		Awaitility.await()
				.untilAsserted(() -> assertThat(admin.get("/events/" + name).body()).contains("\"old\"", "{\"n\":1}"));
		admin.post("/events/" + name, Map.of("type", "new", "payload", 2));
		Awaitility.await().untilAsserted(() -> assertThat(told(name)).contains("new"));
		assertThat(told(name)).containsExactly("old", "new");
	}

	private List<String> told(String topic) {
		return community.jdbc().sql("""
				select detail ->> 'type' from activity where verb = 'event.published' and detail ->> 'topic' = :topic
				order by xact, id
				""").param("topic", topic).query(String.class).list();
	}
}
