package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.madang.testing.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the server, and every second time PostgreSQL's postmaster too, with kill -9 while comments are written at two hundred
 * a second. Whatever was acknowledged must be there, once; whatever was cut off is sent again under its key and must be there
 * once as well; the author of the post is told of each, once; and the server must be ready within thirty seconds. Run with
 * {@code mvn verify -Pcrash}.
 */
@Tag("crash")
class CrashTest {

	private static final String PASSWORD = "correct horse";

	private static final int ROUNDS = 20;

	private static final int WRITES_A_SECOND = 200;

	private static final Duration LOAD = Duration.ofSeconds(3);

	private final Program server = new Program(Path.of("target/crash-home"), Path.of("target/crash.log"), Map.of());

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(2)).build();

	private final JsonMapper mapper = new JsonMapper();

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	private final ConcurrentLinkedQueue<String> cutOff = new ConcurrentLinkedQueue<>();

	private final AtomicInteger next = new AtomicInteger();

	private String author = "";

	private String writer = "";

	private long post;

	@BeforeEach
	void aCommunityWithOnePost() throws Exception {
		server.start();
		server.awaitReady();
		server.createAdmin("boss", PASSWORD);
		author = signedIn("boss");
		send(author, "POST", "/categories", Map.of("slug", "c", "name", "게시판"), "");
		post = mapper
				.readTree(send(author, "POST", "/posts", Map.of("category", "c", "title", "글", "body", ""), "").body())
				.at("/id").asLong();
		send("", "POST", "/auth/signup", Map.of("handle", "writer", "name", "글쓴이", "email", "writer@example.org", "password",
				PASSWORD), "");
		writer = signedIn("writer");
	}

	@AfterEach
	void stop() {
		server.close();
	}

	private HttpResponse<String> send(String token, String method, String path, @Nullable Object body, String key)
			throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
				.timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
				.method(method,
						body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(mapper.writeValueAsString(body)));
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		if (!key.isEmpty()) {
			request.header("Idempotency-Key", key);
		}
		return http.send(request.build(), BodyHandlers.ofString());
	}

	private String signedIn(String who) throws Exception {
		return mapper
				.readTree(send("", "POST", "/auth/login", Map.of("login", who, "password", PASSWORD), "").body())
				.at("/accessToken").asString();
	}

	private void write(String text) {
		try {
			var answer = send(writer, "POST", "/posts/" + post + "/comments", Map.of("body", text), text);
			if (answer.statusCode() == 201) {
				acknowledged.add(text);
			}
			else {
				cutOff.add(text);
			}
		}
		catch (IOException e) {
			cutOff.add(text);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void losesAndDoublesNothing() throws Exception {
		var slowest = Duration.ZERO;
		for (int round = 1; round <= ROUNDS; round++) {
			try (var writers = Executors.newVirtualThreadPerTaskExecutor();
					var clock = Executors.newSingleThreadScheduledExecutor()) {
				var ticks = clock.scheduleAtFixedRate(() -> writers.execute(() -> write("c" + next.incrementAndGet())), 0,
						1_000_000 / WRITES_A_SECOND, TimeUnit.MICROSECONDS);
				new CountDownLatch(1).await(LOAD.toMillis(), TimeUnit.MILLISECONDS);
				if (round % 2 == 0) {
					server.killPostmaster();
				}
				server.kill();
				ticks.cancel(false);
			}
			server.start();
			var ready = server.awaitReady();
			slowest = ready.compareTo(slowest) > 0 ? ready : slowest;
			for (var text = cutOff.poll(); text != null; text = cutOff.poll()) {
				write(text);
			}
			assertThat(cutOff).as("after the restart everything is taken").isEmpty();
		}
		author = signedIn("boss");
		var found = new HashMap<String, Integer>();
		var ids = new ArrayList<Long>();
		each("/posts/" + post + "/comments", comment -> {
			found.merge(comment.at("/body").asString(), 1, Integer::sum);
			ids.add(comment.at("/id").asLong());
		});
		System.out.printf("%d comments acknowledged in %d rounds; slowest start %d ms%n", acknowledged.size(), ROUNDS,
				slowest.toMillis());
		assertThat(found.keySet()).as("none lost, none made up").isEqualTo(acknowledged);
		assertThat(found.values()).as("none doubled").containsOnly(1);
		assertThat(mapper.readTree(send("", "GET", "/posts/" + post, null, "").body()).at("/commentCount").asInt())
				.isEqualTo(acknowledged.size());
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(told()).as("told of each, once")
				.containsExactlyInAnyOrderElementsOf(ids));
		assertThat(slowest).isLessThan(Duration.ofSeconds(30));
	}

	/** The comments that the author of the post was told of. */
	private List<Long> told() throws Exception {
		var told = new ArrayList<Long>();
		each("/notifications", notification -> {
			if ("comment".equals(notification.at("/kind").asString())) {
				told.add(notification.at("/subject/id").asLong());
			}
		});
		return told;
	}

	private void each(String list, Consumer<JsonNode> taker) throws Exception {
		for (var cursor = ""; cursor != null;) {
			var page = mapper.readTree(send(author, "GET", list + "?limit=100" + cursor, null, "").body());
			page.at("/items").forEach(taker);
			cursor = page.at("/nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor").asString();
		}
	}
}
