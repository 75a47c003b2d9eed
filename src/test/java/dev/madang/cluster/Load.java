package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import java.util.function.Supplier;

import dev.madang.testing.Program;
import org.jspecify.annotations.Nullable;

/** Clients that send comments to a post and read it, one request after the other, and what became of them. */
final class Load implements AutoCloseable {

	private final TestCluster cluster;

	private final Supplier<Program> where;

	private final String author;

	private final long post;

	private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger read = new AtomicInteger();

	private final AtomicLong slowest = new AtomicLong();

	private final CountDownLatch over = new CountDownLatch(1);

	private final List<Thread> clients = new ArrayList<>();

	/** @param where to which node the next request goes */
	Load(TestCluster cluster, int howMany, Supplier<Program> where) {
		this.cluster = cluster;
		this.where = where;
		author = cluster.aMember("member");
		post = cluster.send(where.get(), "madang_" + author, "POST", "/posts",
				Map.of("category", "free", "title", "글", "body", "")).json().at("/id").asLong();
		for (int i = 0; i < howMany; i++) {
			var token = "madang_" + cluster.aMember("member");
			clients.add(Thread.startVirtualThread(() -> ask(token)));
		}
	}

	private void ask(String token) {
		while (over.getCount() > 0) {
			write(token);
			if (isAnswered("GET", "", "/posts/" + post, null, 200) != null) {
				read.incrementAndGet();
			}
			pause(15);
		}
	}

	private void write(String token) {
		var text = "말 " + sent.incrementAndGet();
		var answer = isAnswered("POST", token, "/posts/" + post + "/comments", Map.of("body", text), 201);
		if (answer != null) {
			acknowledged.put(answer.json().at("/id").asLong(), text);
		}
	}

	private TestCluster.@Nullable Answer isAnswered(String method, String token, String path,
			@Nullable Object body, int expected) {
		var begun = System.nanoTime();
		try {
			var answer = cluster.trySend(where.get(), token, method, path, body);
			if (answer.status() == expected) {
				return answer;
			}
			failures.add(method + " " + answer.status() + " " + answer.body());
		}
		catch (IOException e) {
			failures.add(method + " " + e);
		}
		finally {
			slowest.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
		}
		pause(100);
		return null;
	}

	private void pause(int millis) {
		try {
			var _ = over.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	int acknowledged() {
		return acknowledged.size();
	}

	/** What was not answered as it should be. */
	List<String> failures() {
		return List.copyOf(failures);
	}

	/** The milliseconds of the slowest answer since this was asked last. */
	long slowest() {
		return slowest.getAndSet(0);
	}

	/** Waits for the last answers. */
	void end() throws InterruptedException {
		close();
		for (var client : clients) {
			client.join(Duration.ofSeconds(60));
		}
	}

	@Override
	public void close() {
		over.countDown();
	}

	@Override
	public String toString() {
		return "%d comments sent, %d acknowledged, the post read %d times, %d failures".formatted(sent.get(),
				acknowledged.size(),
				read.get(), failures.size());
	}

	/** Each comment that was acknowledged is there, none is there twice, and the author was told of each once. */
	void assertNothingIsLost() {
		var stored = new HashMap<Long, String>();
		cluster.jdbc().sql("""
				select c.id, v.body
				from comment c join comment_version v on (v.comment_id, v.version) = (c.id, c.current_version)
				where c.post_id = :post
				""").param("post", post).query(row -> {
			stored.put(row.getLong("id"), row.getString("body"));
		});
		assertThat(acknowledged).isNotEmpty();
		assertThat(stored).as("what was acknowledged").containsAllEntriesOf(acknowledged);
		assertThat(stored.values()).as("nothing twice").doesNotHaveDuplicates();
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(cluster.jdbc().sql("""
				select n.subject_id from notification n join member m on m.id = n.member_id
				where m.handle = :handle and n.kind = 'comment'
				""").param("handle", author).query(Long.class).list()).as("each told of once")
				.containsExactlyInAnyOrderElementsOf(stored.keySet()));
	}
}
