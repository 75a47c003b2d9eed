package dev.madang.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.Program;
import dev.madang.testing.TestKafka;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The whole program, with the small heap that it has, beside a broker that is not there. */
@Aside
@ResourceLock("kafka")
@Tag("process")
class KafkaStartTest {

	private static final TestKafka KAFKA = TestKafka.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path folder;

	@AfterEach
	void mend() {
		KAFKA.proxy().become(Fault.NONE);
	}

	private String get(Program program, String path) throws Exception {
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + path)).build(),
				BodyHandlers.ofString()).body();
	}

	@Test
	void aBrokerThatIsAbsentAtStartOrTalksNonsenseIsOneLineAndComesBack() throws Exception {
		var log = folder.resolve("log");
		KAFKA.proxy().become(Fault.REFUSES);
		try (var program = new Program(folder.resolve("home"), log, Map.of("MADANG_KAFKA_BOOTSTRAP_SERVERS", KAFKA.servers(),
				"MADANG_KAFKA_PREFIX", "start.", "JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError"))) {
			program.start();
			program.awaitReady();
			Awaitility.await()
					.untilAsserted(() -> assertThat(get(program, "/health")).contains("\"kafka\":{\"status\":\"DEGRADED\"}"));
			assertThat(get(program, "/health/readiness")).contains("UP");
			assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("kafka is away"))).singleElement()
					.asString()
					.contains("madang.kafka.bootstrap-servers");
			KAFKA.proxy().become(Fault.GARBAGE);
			Awaitility.await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
			assertThat(get(program, "/health")).contains("DEGRADED");
			KAFKA.proxy().become(Fault.NONE);
			Awaitility.await()
					.untilAsserted(() -> assertThat(get(program, "/health")).contains("\"kafka\":{\"status\":\"UP\"}"));
			program.createAdmin("keeper", "correct horse battery");
			Awaitility.await().untilAsserted(() -> assertThat(KAFKA.all("start.member")).isNotEmpty());
		}
	}
}
