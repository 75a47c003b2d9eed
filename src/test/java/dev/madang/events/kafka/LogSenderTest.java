package dev.madang.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.activity.EventType;
import dev.madang.activity.Lags;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.KafkaTest;
import dev.madang.testing.TestKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The log on its way to Kafka. */
@KafkaTest
class LogSenderTest {

	private static final TestKafka KAFKA = TestKafka.shared();

	@Autowired
	Community community;

	@Autowired
	ActivityLog log;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Lags lags;

	private static String header(ConsumerRecord<String, String> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	@Test
	void whatHappensIsInKafkaByItsSubjectWithItsPlaceInTheLog() {
		var author = community.aMember();
		var post = community.aPost().by(author).titled("카프카로 가는 글").id();
		author.client().put("/posts/" + post + "/like");
		var told = Awaitility.await().until(() -> KAFKA.all("madang.post").stream()
				.filter(record -> ("post:" + post).equals(record.key())).toList(), records -> records.size() >= 2);
		assertThat(told.stream().map(record -> header(record, "madang-type")).distinct()).containsExactly("post.published",
				"post.liked");
		assertThat(told.getFirst().value()).contains("\"topic\":\"post\"", "\"actor\":\"member:" + author.id() + "\"",
				"\"subject\":\"post:" + post + "\"");
		var offset = community.anAdmin().client().get("/events/post?limit=100").json().at("/items").valueStream()
				.filter(item -> item.at("/subject").asString().equals("post:" + post)).findFirst().orElseThrow();
		assertThat(header(told.getFirst(), "madang-offset")).isEqualTo(offset.at("/offset").asString());
		assertThat(header(told.getFirst(), "madang-time")).isEqualTo(offset.at("/at").asString());
		assertThat(community.anAdmin().client().get("/events/topics").json().at("/items").valueStream()
				.filter(item -> item.at("/name").asString().equals("post")).findFirst().orElseThrow().at("/partitions").asInt())
				.isEqualTo(6);
	}

	@Test
	void whileTheBrokerIsRestartedNothingIsLost() {
		arrives(1_000, 1);
	}

	@Test
	@Tag("crash")
	void ofTenThousandEntriesNothingIsLostThoughTheBrokerIsRestartedTwice() {
		arrives(10_000, 2);
	}

	/** Of fifty subjects; every tenth transaction is rolled back. */
	private void arrives(int count, int restarts) {
		var name = Community.unique("kafka");
		var type = new EventType(name, Action.PUT);
		var committed = new HashMap<String, List<Integer>>();
		var every = count / (restarts + 1);
		for (int i = 0; i < count; i++) {
			if (i % every == 0 && i > 0 && i / every <= restarts) {
				KAFKA.stop();
			}
			var number = i;
			var subject = new Subject(name, i % 50);
			var isKept = i % 10 != 9;
			transaction.executeWithoutResult(status -> {
				log.append(Viewer.ANYBODY, type, subject, Map.of("n", number));
				if (!isKept) {
					status.setRollbackOnly();
				}
			});
			if (isKept) {
				committed.computeIfAbsent(subject.toString(), each -> new ArrayList<>()).add(number);
			}
			if (i % every == every / 2 && i > every) {
				KAFKA.start();
			}
		}
		Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500))
				.until(() -> lags.all().stream().filter(lag -> lag.name().equals("kafka")).allMatch(lag -> lag.rows() == 0));
		var arrived = new LinkedHashMap<String, Set<Integer>>();
		var records = KAFKA.all("madang." + name);
		records.forEach(record -> arrived.computeIfAbsent(record.key(), each -> new LinkedHashSet<>())
				.add(Integer.valueOf(record.value().replaceAll(".*\"n\": ?(\\d+).*", "$1"))));
		assertThat(arrived.keySet()).isEqualTo(committed.keySet());
		committed.forEach((subject, numbers) -> assertThat(arrived.get(subject)).as("all of %s, in order", subject)
				.containsExactlyElementsOf(numbers));
		assertThat(community.jdbc().sql("select count(*) from parked_activity where consumer = 'kafka'").query(Long.class)
				.single())
				.isZero();
	}
}
