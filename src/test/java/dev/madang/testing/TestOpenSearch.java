package dev.madang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * A node of OpenSearch, which the profile {@code engines} brings, in a process of its own, with 512 MB: one for all tests of a JVM, whoever
 * kills it starts it again. It wants no password: the plugin that does is not in the registry.
 */
public final class TestOpenSearch {

	/** The build has put them there. */
	private static final Path JARS = Path.of("target/servers/opensearch").toAbsolutePath();

	private final Path folder = Path.of("target/opensearch").toAbsolutePath();

	private final int port = TestDatabase.freePort();

	private final FaultyProxy proxy = new FaultyProxy(port);

	private Process server;

	private TestOpenSearch() throws IOException {
		TestDatabase.delete(folder);
		Files.createDirectories(folder);
		server = begin();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> server.destroyForcibly()));
		awaitReady();
	}

	private static final class Shared {

		private static final TestOpenSearch NODE = started();

		private static TestOpenSearch started() {
			try {
				return new TestOpenSearch();
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	public static TestOpenSearch shared() {
		return Shared.NODE;
	}

	private Process begin() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms512m", "-Xmx512m",
				"-XX:+UseG1GC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", JARS + "/*",
				Path.of("src/test/opensearch/Node.java").toAbsolutePath().toString(), folder.toString(), String.valueOf(port))
				.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
				.start();
	}

	private void awaitReady() {
		Awaitility.await().pollInSameThread().atMost(Duration.ofMinutes(2)).ignoreExceptions()
				.until(() -> ask("GET", "/_cluster/health?wait_for_status=yellow", "").contains("\"tests\""));
	}

	/** Asks it, past Madang. */
	public String ask(String method, String path, String body) {
		var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30))
				.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build();
		try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			return http.send(request, BodyHandlers.ofString()).body();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(e);
		}
	}

	/** With kill -9. */
	public void kill() {
		server.destroyForcibly();
		server.onExit().join();
	}

	public void start() {
		try {
			server = begin();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		awaitReady();
	}

	public int port() {
		return port;
	}

	public String url() {
		return "http://127.0.0.1:" + port;
	}

	/** Where it is reached through the proxy. */
	public String proxied() {
		return "http://127.0.0.1:" + proxy.port();
	}

	public FaultyProxy proxy() {
		return proxy;
	}
}
