package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that cannot be used ends the start with one line that names the settings. */
@Aside
@Order(2)
class DatabaseAtStartTest {

	private static final String SETTINGS = " (madang.database.url)";

	private static final URI SERVER = URI.create(TestDatabase.database().url().substring("jdbc:".length()));

	private static String failure(String url, String user, String password) {
		var begun = System.nanoTime();
		var message = new String[1];
		assertThatExceptionOfType(StartFailure.class)
				.isThrownBy(() -> SchemaVersion.requireKnown(new Database(url, user, password), SETTINGS))
				.satisfies(failure -> message[0] = String.valueOf(failure.getMessage()));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
		assertThat(message[0]).startsWith("Cannot connect to the database jdbc:").contains("madang.database.url")
				.hasLineCount(1);
		return message[0];
	}

	@ParameterizedTest
	@EnumSource(names = { "REFUSES", "HANGS", "RESETS", "GARBAGE" })
	void endsTheStart(Fault fault) {
		try (var proxy = new FaultyProxy(SERVER.getPort())) {
			proxy.become(fault);
			failure("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres", TestDatabase.database().user(),
					TestDatabase.database().password());
		}
	}

	@Test
	void aSlowOneIsWaitedFor() {
		try (var proxy = new FaultyProxy(SERVER.getPort())) {
			proxy.become(Fault.SLOW);
			SchemaVersion.requireKnown(new Database("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres",
					TestDatabase.database().user(), TestDatabase.database().password()), SETTINGS);
		}
	}

	@ParameterizedTest
	@CsvSource({ "postgres,madang,wrong,password authentication failed", "postgres,nobody,x,password authentication failed",
			"nothing_there,madang,,does not exist" })
	void whatTheServerRefusesIsSaid(String database, String user, String password, String why) {
		assertThat(failure("jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database, user,
				password == null ? TestDatabase.database().password() : password)).contains(why);
	}

	@Test
	void oneThatIsTooOldIsNamed() {
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> SchemaVersion.requireNotOld(15, "jdbc:x" + SETTINGS))
				.withMessageContaining("PostgreSQL 15").withMessageContaining("madang.database.url");
		SchemaVersion.requireNotOld(16, "jdbc:x" + SETTINGS);
	}

	@Test
	void aPasswordInTheUrlIsNotSaid() {
		assertThat(failure("jdbc:postgresql://127.0.0.1:1/x?password=hunter2&user=u", "", "")).doesNotContain("hunter2");
	}

	@Test
	@Tag("process")
	void theProgramEndsWithOneLineAndOne(@TempDir Path home) throws Exception {
		var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
				"dev.madang.Madang", "serve", "--home", home.toString()).redirectErrorStream(true);
		builder.environment().put("MADANG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x");
		var process = builder.start();
		var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(said.lines().toList()).hasSize(1).allMatch(
				line -> line.startsWith("madang: Cannot connect to the database") && line.contains("madang.database.url"));
	}

	@Test
	@Tag("process")
	void aSecretIsReadFromItsFile(@TempDir Path home) throws Exception {
		java.nio.file.Files.writeString(home.resolve("madang.database.url"), "nonsense\n");
		var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
				"dev.madang.Madang", "serve", "--home", home.resolve("home").toString()).redirectErrorStream(true);
		builder.environment().put("MADANG_SECRETS", home.toString());
		var process = builder.start();
		var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(said.lines().toList())
				.isEqualTo(List.of("madang: madang.database.url must start with jdbc:postgresql:, not nonsense."));
	}
}
