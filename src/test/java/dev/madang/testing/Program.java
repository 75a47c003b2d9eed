package dev.madang.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole program in a process of its own, with a fresh home and without limits, that can be killed. */
public final class Program implements AutoCloseable {

	private static final Duration READY_WITHIN = Duration.ofMinutes(3);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(2)).build();

	private final int port = TestDatabase.freePort();

	private final Path home;

	private final Path log;

	private final Map<String, String> settings;

	private final String command;

	private List<String> before = List.of();

	private String address = "127.0.0.1";

	private String classes = "";

	private @Nullable Process server;

	/**
	 * @param log the file to which it writes
	 * @param settings as environment variables
	 */
	public Program(Path home, Path log, Map<String, String> settings) {
		this("serve", home, log, settings);
	}

	private Program(String command, Path home, Path log, Map<String, String> settings) {
		this.command = command;
		this.home = home.toAbsolutePath();
		this.log = log;
		this.settings = settings;
		try {
			TestDatabase.delete(this.home);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The same as a worker. */
	public static Program worker(Path home, Path log, Map<String, String> settings) {
		return new Program("worker", home, log, settings);
	}

	/** Has it run in a network namespace of its own, where it has an address by which it is talked to. */
	public Program within(String namespace, String at) {
		before = List.of("ip", "netns", "exec", namespace);
		address = at;
		return this;
	}

	/** Has it know what is in a folder, beside all that this build knows. */
	public Program knowing(Path folder) {
		classes = folder.toAbsolutePath() + System.getProperty("path.separator");
		return this;
	}

	public int port() {
		return port;
	}

	/** Where it answers. */
	public String address() {
		return "http://" + address + ":" + port;
	}

	/** Starts the server; it is not ready yet. */
	public void start() throws IOException {
		server = run(command, "--port", String.valueOf(port), "--host", address);
	}

	private Process run(String... arguments) throws IOException {
		var command = new ArrayList<>(before);
		command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx192m", "-XX:+UseSerialGC",
				"--enable-native-access=ALL-UNNAMED", "-cp", classes + System.getProperty("java.class.path"),
				"dev.madang.Madang"));
		command.addAll(List.of(arguments));
		command.addAll(List.of("--home", home.toString()));
		var builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().put("MADANG_LIMITS_ENABLED", "false");
		builder.environment().putAll(settings);
		return builder.start();
	}

	/** Waits until the server answers, and says how long that took. */
	public Duration awaitReady() throws InterruptedException {
		var start = Instant.now();
		var path = command.equals("worker") ? "/health/readiness" : "/api/v1/posts";
		var posts = HttpRequest.newBuilder(URI.create(address() + path))
				.timeout(Duration.ofSeconds(20)).build();
		while (Duration.between(start, Instant.now()).compareTo(READY_WITHIN) < 0) {
			if (isReady(posts)) {
				return Duration.between(start, Instant.now());
			}
			new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
		}
		throw new AssertionError("not ready within " + READY_WITHIN + "; see " + log);
	}

	private boolean isReady(HttpRequest request) throws InterruptedException {
		try {
			return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException notYet) {
			return false;
		}
	}

	public void createAdmin(String handle, String password) throws IOException, InterruptedException {
		var admin = run("admin", "create", handle, handle + "@example.org");
		try (var input = new OutputStreamWriter(admin.getOutputStream(), StandardCharsets.UTF_8)) {
			input.write(password + "\n");
		}
		assertThat(admin.waitFor()).isZero();
	}

	/** The database of its home, which has another port after each start. */
	public JdbcClient jdbc() {
		try {
			return JdbcClient
					.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + postmaster().get(3) + "/postgres",
							"madang", Files.readString(home.resolve("pg/password")).strip()));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private List<String> postmaster() throws IOException {
		return Files.readAllLines(home.resolve("pg/data/postmaster.pid")).stream().map(String::strip).toList();
	}

	/** Kills the server with kill -9. */
	public void kill() throws InterruptedException {
		if (server != null) {
			server.destroyForcibly().waitFor();
		}
	}

	/** Asks the server to end with SIGTERM, and does not wait. */
	public void terminate() {
		process().destroy();
	}

	/** Waits until it has ended by itself, and says with what. */
	public int exit() throws InterruptedException {
		return process().waitFor();
	}

	/** Has it stand still, with all that it has in its hands, as SIGSTOP does. */
	public void freeze() throws IOException, InterruptedException {
		signal("STOP");
	}

	/** Has it go on. */
	public void thaw() throws IOException, InterruptedException {
		signal("CONT");
	}

	private void signal(String name) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process().pid())).start().waitFor()).isZero();
	}

	private Process process() {
		return Objects.requireNonNull(server, "not started");
	}

	/** Kills the first process of PostgreSQL with kill -9. */
	public void killPostmaster() throws IOException {
		ProcessHandle.of(Long.parseLong(postmaster().getFirst())).ifPresent(ProcessHandle::destroyForcibly);
	}

	/** Stops the server. */
	@Override
	public void close() {
		if (server != null) {
			server.destroy();
			server.onExit().join();
		}
		http.close();
	}
}
