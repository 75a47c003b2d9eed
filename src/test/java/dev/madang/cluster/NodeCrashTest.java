package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, to each of which four clients send comments, one after the other. What happens to one of them concerns only who talks to
 * it. Run with {@code mvn verify -Pcrash -Dtest=NodeCrashTest}.
 */
@Tag("crash")
class NodeCrashTest {

	private static final int CLIENTS = 4;

	@TempDir
	Path folder;

	private TestCluster cluster;

	private Program one;

	private Program other;

	private long post;

	private String author = "";

	private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();

	private final Queue<String> failedOnOther = new ConcurrentLinkedQueue<>();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicLong slowestOnOther = new AtomicLong();

	private final CountDownLatch over = new CountDownLatch(1);

	private final List<Thread> clients = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		cluster = new TestCluster("node_crash_" + Math.abs(System.nanoTime() % 100_000), folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		one = cluster.node("one", Map.of());
		one.awaitReady();
		other = cluster.node("other", Map.of());
		other.awaitReady();
		author = cluster.aMember("member");
		post = cluster.send(one, "madang_" + author, "POST", "/posts", Map.of("category", "free", "title", "글", "body", ""))
				.json().at("/id").asLong();
		for (int i = 0; i < CLIENTS; i++) {
			var token = "madang_" + cluster.aMember("member");
			clients.add(Thread.startVirtualThread(() -> write(one, token)));
			clients.add(Thread.startVirtualThread(() -> write(other, token)));
		}
		calm(4);
	}

	@AfterEach
	void stop() {
		over.countDown();
		cluster.close();
	}

	private static void calm(int seconds) throws InterruptedException {
		new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
	}

	private void write(Program node, String token) {
		while (over.getCount() > 0) {
			var text = "말 " + sent.incrementAndGet();
			var begun = System.nanoTime();
			try {
				var answer = cluster.trySend(node, token, "POST", "/posts/" + post + "/comments", Map.of("body", text));
				if (answer.status() == 201) {
					acknowledged.put(answer.json().at("/id").asLong(), text);
				}
				else if (node == other) {
					failedOnOther.add(answer.status() + " " + answer.body());
				}
			}
			catch (IOException e) {
				if (node == other) {
					failedOnOther.add(e.toString());
				}
				pause();
			}
			if (node == other) {
				slowestOnOther.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
			}
		}
	}

	private void pause() {
		try {
			over.await(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void end(String what) throws InterruptedException {
		over.countDown();
		for (var client : clients) {
			client.join(Duration.ofSeconds(30));
		}
		System.out.printf("%s: %d comments acknowledged, of the other node the slowest in %d ms%n", what, acknowledged.size(),
				slowestOnOther.get());
	}

	private void assertNothingIsLost() {
		var stored = new HashMap<Long, String>();
		cluster.jdbc().sql("""
				select c.id, v.body
				from comment c join comment_version v on (v.comment_id, v.version) = (c.id, c.current_version)
				where c.post_id = :post
				""").param("post", post).query(row -> {
			stored.put(row.getLong("id"), row.getString("body"));
		});
		assertThat(stored).as("what was acknowledged").containsAllEntriesOf(acknowledged);
		assertThat(stored.values()).as("nothing twice").doesNotHaveDuplicates();
		assertThat(failedOnOther).as("who did not talk to it").isEmpty();
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(cluster.jdbc().sql("""
				select n.subject_id from notification n join member m on m.id = n.member_id
				where m.handle = :handle and n.kind = 'comment'
				""").param("handle", author).query(Long.class).list()).as("each told of once")
				.containsExactlyInAnyOrderElementsOf(stored.keySet()));
	}

	@Test
	void aNodeThatIsKilledLosesNothingAndConcernsNobodyElse() throws Exception {
		one.kill();
		calm(5);
		one.start();
		one.awaitReady();
		calm(3);
		end("killed");
		assertNothingIsLost();
	}

	@Test
	void aNodeThatIsFrozenConcernsNobodyElseForLongerThanItsTransactionsLast() throws Exception {
		one.freeze();
		calm(60);
		var nodes = cluster.jdbc().sql("select count(*) from node").query(Long.class).single();
		one.thaw();
		calm(8);
		end("frozen");
		assertThat(nodes).as("it was taken for dead").isOne();
		assertThat(cluster.jdbc().sql("select count(*) from node").query(Long.class).single()).as("and is back").isEqualTo(2);
		assertNothingIsLost();
	}
}
