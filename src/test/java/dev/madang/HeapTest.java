package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.madang.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the worst that is accepted, and the worst that is not, twenty at once, to a server with the heap that
 * {@code bin/madang} gives it. It must live, and answer others meanwhile. Run with {@code mvn verify -Pcrash}.
 */
@Tag("crash")
class HeapTest {

	private static final int AT_ONCE = 20;

	private final Path home = Path.of("target/heap-home").toAbsolutePath();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper = new JsonMapper();

	private final Map<String, HttpRequest> worst = new LinkedHashMap<>();

	private int port;

	private Process server;

	private String token = "";

	@BeforeEach
	void aServerWithTheDefaultHeap() throws Exception {
		TestDatabase.delete(home);
		port = TestDatabase.freePort();
		var command = List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xms32m", "-Xmx192m",
				"-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=15", "-XX:MaxHeapFreeRatio=30", "-XX:+UseCompactObjectHeaders",
				"-Xss512k", "-XX:MaxMetaspaceSize=160m",
				"-XX:ReservedCodeCacheSize=64m", "-XX:SweeperThreshold=100", "-XX:NmethodSweepActivity=0",
				"-XX:TrimNativeHeapInterval=60000",
				"-XX:+ExitOnOutOfMemoryError",
				"--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), "dev.madang.Madang", "demo", "--port", String.valueOf(port), "--home",
				home.toString());
		var builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/heap.log")));
		builder.environment().put("MADANG_LIMITS_ENABLED", "false");
		server = builder.start();
		awaitReady();
		var login = Map.of("login", "gana", "password", "courtyard-of-examples");
		token = mapper.readTree(send(request("POST", "/api/v1/auth/login", json(login))).body()).at("/accessToken").asString();
	}

	@AfterEach
	void stop() throws Exception {
		server.destroy();
		server.waitFor();
	}

	private void awaitReady() throws Exception {
		var start = Instant.now();
		while (server.isAlive() && Duration.between(start, Instant.now()).compareTo(Duration.ofMinutes(2)) < 0) {
			try {
				var found = send(request("GET", "/api/v1/users/gana/posts", null));
				if (found.statusCode() == 200) {
					return;
				}
			}
			catch (IOException notYet) {
				// it is asked again
			}
			new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
		}
		throw new AssertionError("not ready; see target/heap.log");
	}

	private BodyPublisher json(Object body) {
		return BodyPublishers.ofString(body instanceof String text ? text : mapper.writeValueAsString(body));
	}

	private HttpRequest request(String method, String path, @Nullable BodyPublisher body) {
		return request(method, path, body, "application/json");
	}

	private HttpRequest request(String method, String path, @Nullable BodyPublisher body, String type) {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofMinutes(2))
				.method(method, body == null ? BodyPublishers.noBody() : body);
		if (body != null) {
			request.header("Content-Type", type);
		}
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		return request.build();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return http.send(request, BodyHandlers.ofString());
	}

	private long post(String body) throws Exception {
		var answer = send(request("POST", "/api/v1/posts", json(Map.of("category", category(), "title", "긴 글", "body", body))));
		assertThat(answer.statusCode()).as(answer.body().substring(0, Math.min(200, answer.body().length()))).isEqualTo(201);
		return mapper.readTree(answer.body()).at("/id").asLong();
	}

	private String category() throws Exception {
		var all = mapper.readTree(send(request("GET", "/api/v1/categories", null)).body());
		return (all.isArray() ? all : all.at("/items")).get(0).at("/slug").asString();
	}

	private void get(String name, String path) {
		worst.put(name, request("GET", path, null));
	}

	private void sent(String name, String method, String path, String body) {
		worst.put(name, request(method, path, json(body)));
	}

	private void prepare() throws Exception {
		var texts = Map.of("a megabyte in two bytes a character", "가" + "a b c d ".repeat(130_000), "many nodes",
				"a *b* c `d` e\n".repeat(20_000), "prose", "마당은 **사람들**이 모이는 곳이다.\n\n".repeat(15_000));
		for (var text : texts.entrySet()) {
			var id = post(text.getValue());
			get(text.getKey() + ", as JSON", "/api/v1/posts/" + id);
			get(text.getKey() + ", as a page", "/p/" + id);
			get(text.getKey() + ", its history", "/api/v1/posts/" + id + "/versions.csv");
		}
		var busy = post("이야기");
		for (int i = 0; i < 60; i++) {
			send(request("POST", "/api/v1/posts/" + busy + "/comments", json(Map.of("body", "\"<&>\" ".repeat(3_000) + i))));
		}
		get("a thread", "/api/v1/posts/" + busy + "/comments?limit=100");
		get("comments of a member", "/api/v1/users/gana/comments?limit=100");
		get("the feed", "/feed.atom");
		get("the documentation", "/v3/api-docs");
		get("a search", "/api/v1/search?q=a&limit=100");
		get("an export", "/api/v1/users/me/export");
		var table = "|a".repeat(1000) + "|\\n" + "|-".repeat(1000) + "|\\n" + "|b|\\n".repeat(990);
		var form = "{\"category\": \"" + category() + "\", \"title\": \"x\", \"body\": \"%s\"}";
		sent("a table", "POST", "/api/v1/posts", form.formatted(table));
		sent("a megabyte", "POST", "/api/v1/posts", form.formatted("a *b* ".repeat(60_000)));
		sent("each character escaped", "POST", "/api/v1/posts", form.formatted("\\u0061".repeat(1_040_000)));
		sent("an array of strings", "POST", "/api/v1/posts", "{\"tags\":[" + "\"a\",".repeat(1_700_000) + "\"a\"]}");
		sent("a patch of arrays", "PATCH", "/api/v1/posts/" + busy, "{\"x\":[" + "[],".repeat(2_000_000) + "[]]}");
		sent("depth", "POST", "/api/v1/posts", "{\"a\":".repeat(1_000_000));
		sent("passwords", "POST", "/api/v1/auth/login", "{\"login\": \"gana\", \"password\": \"not this one\"}");
		var fields = new StringBuilder();
		for (int i = 0; i < 100; i++) {
			fields.append("--x\r\nContent-Disposition: form-data; name=\"f").append(i).append("\"\r\n\r\n")
					.append("y".repeat(250_000)).append("\r\n");
		}
		worst.put("a form", request("POST", "/write",
				BodyPublishers.ofByteArray(fields.append("--x--\r\n").toString().getBytes(StandardCharsets.UTF_8)),
				"multipart/form-data; boundary=x"));
	}

	@Test
	void livesThroughTheWorstAndAnswersOthers() throws Exception {
		prepare();
		for (var each : worst.entrySet()) {
			try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
				var answers = new ArrayList<Future<Integer>>();
				for (int i = 0; i < AT_ONCE; i++) {
					Callable<Integer> one = () -> send(each.getValue()).statusCode();
					answers.add(senders.submit(one));
				}
				var slowest = Duration.ZERO;
				while (!answers.stream().allMatch(Future::isDone)) {
					var begun = Instant.now();
					assertThat(send(request("GET", "/api/v1/posts?limit=5", null)).statusCode()).as(each.getKey())
							.isEqualTo(200);
					var took = Duration.between(begun, Instant.now());
					slowest = took.compareTo(slowest) > 0 ? took : slowest;
				}
				System.out.printf("%-40s others waited %4d ms at most, %s%n", each.getKey(), slowest.toMillis(), answers
						.stream()
						.map(answer -> answer.state() == Future.State.SUCCESS ? answer.resultNow().toString() : "cut off")
						.distinct()
						.sorted().toList());
			}
			assertThat(server.isAlive()).as("it lives after: %s", each.getKey()).isTrue();
		}
	}
}
