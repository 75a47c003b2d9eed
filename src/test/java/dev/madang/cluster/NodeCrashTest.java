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
	void stop() throws Exception {
		over.countDown();
		// a failure may have left it frozen, and it could not end
		one.thaw();
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

	/** In the worst moment: with the checkpoints of the log locked, or whatever else it has begun. */
	private void freezeInATransaction() throws Exception {
		for (int tries = 0; tries < 50; tries++) {
			one.freeze();
			if (hasATransactionThatStandsStill()) {
				return;
			}
			one.thaw();
			new CountDownLatch(1).await(100 + 7 * tries, TimeUnit.MILLISECONDS);
		}
		throw new AssertionError("it was never in a transaction");
	}

	private boolean hasATransactionThatStandsStill() throws InterruptedException {
		new CountDownLatch(1).await(2, TimeUnit.SECONDS);
		return cluster.jdbc()
				.sql("""
						select count(*) from pg_stat_activity
						where datname = current_database() and state = 'idle in transaction' and state_change < now() - interval '1 second'
						""")
				.query(Long.class).single() > 0;
	}

	/** For how long the log has not been read. */
	private long standing() {
		return cluster.jdbc().sql("select extract(epoch from now() - min(moved_at))::bigint from log_consumer")
				.query(Long.class).single();
	}

	@Test
	void aNodeThatIsFrozenConcernsOthersForAsLongAsTransactionsMayStandStill() throws Exception {
		var reader = cluster.aMember("member");
		var room = cluster.room(author, reader);
		var listener = new Listener(one, "madang_" + reader);
		freezeInATransaction();
		assertThat(cluster.send(other, "madang_" + author, "POST", "/chat/rooms/" + room + "/messages",
				Map.of("body", "들리나요", "clientId", "c1")).status()).isEqualTo(201);
		var longest = 0L;
		for (int second = 0; second < 60; second++) {
			calm(1);
			longest = Math.max(longest, standing());
		}
		assertThat(standing()).as("the log is read again").isLessThan(10);
		var nodes = cluster.jdbc().sql("select count(*) from node").query(Long.class).single();
		assertThat(listener.hasHeard("들리나요")).isFalse();
		one.thaw();
		await().atMost(Duration.ofSeconds(15)).until(() -> listener.hasHeard("들리나요") || listener.code() != 0);
		calm(8);
		end("frozen in a transaction, the log was not read for " + longest + " s");
		assertThat(nodes).as("it was taken for dead").isOne();
		assertThat(cluster.jdbc().sql("select count(*) from node").query(Long.class).single()).as("and is back").isEqualTo(2);
		assertNothingIsLost();
	}
}
