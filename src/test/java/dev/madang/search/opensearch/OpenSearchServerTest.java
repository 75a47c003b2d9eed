package dev.madang.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import com.sun.net.httpserver.HttpServer;
import dev.madang.platform.engine.EngineAway;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.StubServer;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.TlsWay;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a server that cannot be used, and which settings can be. */
class OpenSearchServerTest {

	private static final String ROOT = """
			{"version": {"distribution": "opensearch", "number": "%s"}}""";

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	@AfterEach
	void close() {
		clock.shutdownNow();
	}

	private static OpenSearchProperties at(String url, @Nullable Path certificates) {
		return new OpenSearchProperties(url, "madang", "secret", certificates, "madang", 1, Duration.ofSeconds(20));
	}

	private String trouble(OpenSearchProperties properties) {
		try (var server = server(properties)) {
			assertThatThrownBy(() -> server.get("/madang/_count")).isInstanceOf(EngineAway.class);
			assertThat(server.engine().isAway()).isTrue();
			return String.valueOf(server.engine().status().trouble());
		}
	}

	private OpenSearchServer server(OpenSearchProperties properties) {
		return new OpenSearchServer(properties, probe -> FaultyProxy.engines(clock).add("opensearch", "madang.opensearch.url",
				OpenSearchServer.slow(), probe));
	}

	@Test
	void nobodyIsThere() {
		assertThat(trouble(at("http://127.0.0.1:" + TestDatabase.freePort(), null))).contains("ConnectException");
	}

	@Test
	void anotherServerIsThere() {
		try (var stub = new StubServer()) {
			assertThat(trouble(at(stub.address(), null))).contains("there is no OpenSearch at madang.opensearch.url");
		}
	}

	@Test
	void anOlderOneIsSaidAndNotUsed() {
		try (var stub = new StubServer()) {
			stub.answers(body -> ROOT.formatted("2.19.1"));
			assertThat(trouble(at(stub.address(), null)))
					.contains("OpenSearch 2.19.1 is at madang.opensearch.url, and 3.0 or later is needed");
			assertThat(stub.asked()).isEqualTo(1);
		}
	}

	@Test
	void aPasswordThatItDoesNotKnowIsNamedAndNotShown() throws Exception {
		var refusing = HttpServer.create(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
		refusing.createContext("/", exchange -> {
			assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("Basic ");
			exchange.sendResponseHeaders(401, -1);
			exchange.close();
		});
		refusing.start();
		try {
			assertThat(trouble(at("http://127.0.0.1:" + refusing.getAddress().getPort(), null)))
					.contains("it refuses madang.opensearch.user and .password (401)").doesNotContain("secret");
		}
		finally {
			refusing.stop(0);
		}
	}

	@Test
	void aCertificateThatNobodyKnowsIsNamedAndOneThatIsTrustedIsUsed() {
		try (var stub = new StubServer(); var way = new TlsWay(java.net.URI.create(stub.address()).getPort())) {
			stub.answers(body -> ROOT.formatted("3.8.0"));
			var url = "https://localhost:" + way.port();
			assertThat(trouble(at(url, null))).contains("madang.opensearch.certificates");
			try (var server = server(at(url, TlsWay.certificates()))) {
				assertThat(server.get("/").isFound()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "search:9200", "http://user@search:9200", "ftp://search" })
	void refusesAddressesThatCannotBe(String url) {
		assertThatThrownBy(() -> at(url, null)).message().contains("madang.opensearch.url");
	}

	@Test
	void refusesOtherSettingsThatCannotBe() {
		var url = "https://search:9200/path/";
		assertThat(at(url, null).url()).isEqualTo("https://search:9200/path");
		var within = Duration.ofSeconds(1);
		Map.<String, org.assertj.core.api.ThrowableAssert.ThrowingCallable>of("user",
				() -> new OpenSearchProperties(url, "a", "", null, "madang", 1, within), "index",
				() -> new OpenSearchProperties(url, "", "", null, "Madang*", 1, within), "shards",
				() -> new OpenSearchProperties(url, "", "", null, "madang", 0, within), "within",
				() -> new OpenSearchProperties(url, "", "", null, "madang", 1, Duration.ofMillis(1)))
				.forEach((name, made) -> assertThatThrownBy(made).message().contains("madang.opensearch." + name));
	}
}
