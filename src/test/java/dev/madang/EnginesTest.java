package dev.madang;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.madang.testing.Aside;
import dev.madang.testing.Program;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with engines that are not turned on, or are not there. */
@Aside
@Tag("process")
class EnginesTest {

	private static final Pattern OF_CLIENTS = Pattern.compile(
			" (redis\\.clients|io\\.netty|reactor\\.core|org\\.apache\\.kafka|org\\.springframework\\.kafka|software\\.amazon|org\\.apache\\.pulsar|dev\\.madang\\.search\\.opensearch\\.OpenSearchServer|io\\.opentelemetry)\\S* source");

	@TempDir
	Path folder;

	@Test
	void noClassOfAnEngineIsLoadedThatIsNotTurnedOn() throws Exception {
		var loaded = folder.resolve("loaded");
		try (var http = HttpClient.newHttpClient();
				var program = new Program(folder.resolve("home"), folder.resolve("log"),
						Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + loaded))) {
			program.start();
			program.awaitReady();
			for (var page : List.of("/", "/p/1", "/health", "/metrics", "/api/v1/posts", "/search?q=%EC%B1%85")) {
				http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + page)).build(),
						BodyHandlers.discarding());
			}
		}
		try (var lines = Files.lines(loaded)) {
			var classes = lines.map(OF_CLIENTS::matcher).filter(found -> found.find()).map(found -> found.group().strip())
					.toList();
			assertThat(classes).isEmpty();
		}
		assertThat(Files.size(loaded)).as("the log of loaded classes").isGreaterThan(100_000);
	}

	@Test
	void enginesThatAreNotThereDegradeTheStart() throws Exception {
		var nobody = TestDatabase.freePort();
		try (var http = HttpClient.newHttpClient();
				var program = new Program(folder.resolve("home"), folder.resolve("log"),
						Map.of("MADANG_REDIS_URL", "redis://:secret-of-redis@127.0.0.1:" + nobody, "MADANG_MAIL_HOST",
								"127.0.0.1", "MADANG_MAIL_PORT", String.valueOf(nobody), "MADANG_S3_BUCKET", "pictures",
								"MADANG_S3_ENDPOINT", "http://127.0.0.1:" + nobody, "MADANG_S3_ACCESS_KEY", "k",
								"MADANG_S3_SECRET_KEY", "secret-of-s3", "MADANG_PULSAR_URL",
								"pulsar://127.0.0.1:" + nobody, "MADANG_PULSAR_TOKEN", "secret-of-pulsar",
								"MADANG_OPENSEARCH_URL", "http://127.0.0.1:" + nobody))) {
			program.start();
			program.awaitReady();
			for (var engine : List.of("redis", "smtp", "s3", "pulsar", "opensearch")) {
				Awaitility.await()
						.untilAsserted(() -> assertThat(health(http, program))
								.contains("\"" + engine + "\":{\"status\":\"DEGRADED\"}"));
			}
		}
		var log = Files.readAllLines(folder.resolve("log"));
		for (var line : List.of("redis is away (madang.redis.url)", "smtp is away (madang.mail.host)",
				"s3 is away (madang.s3.bucket)", "pulsar is away (madang.pulsar.url)",
				"opensearch is away (madang.opensearch.url)")) {
			assertThat(log.stream().filter(each -> each.contains(line))).as(line).hasSize(1);
		}
		assertThat(String.join("\n", log)).doesNotContain("secret-of");
	}

	private static String health(HttpClient http, Program program) throws Exception {
		var answer = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + "/health")).build(),
				BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}
}
