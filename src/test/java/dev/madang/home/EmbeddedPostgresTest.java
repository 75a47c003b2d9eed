package dev.madang.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Aside
@Tag("process")
class EmbeddedPostgresTest {

	private final Path path = Path.of("target/test-home-2");

	@BeforeEach
	void aFreshHome() throws IOException {
		TestDatabase.delete(path.resolve("pg/data"));
	}

	private static int write(Database database, String sql) throws SQLException {
		try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement()) {
			return statement.execute(sql) ? 0 : statement.getUpdateCount();
		}
	}

	private Postmaster postmaster() throws IOException {
		return Postmaster.of(path.resolve("pg/data")).orElseThrow();
	}

	@Test
	void isDurableAndAsksForItsPassword() throws Exception {
		try (var postgres = EmbeddedPostgres.join(Home.open(path));
				var connection = DriverManager.getConnection(postgres.database().url(), postgres.database().user(),
						postgres.database().password());
				var rows = connection.createStatement().executeQuery(
						"select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')")) {
			rows.next();
			assertThat(rows.getString(1) + rows.getString(2) + rows.getString(3)).isEqualTo("ononon");
			assertThatExceptionOfType(SQLException.class).isThrownBy(
					() -> DriverManager.getConnection(postgres.database().url(), postgres.database().user(), "wrong").close());
			assertThat(Files.getPosixFilePermissions(path.resolve("pg/password"))).hasSize(2);
		}
		assertThat(Postmaster.of(path.resolve("pg/data"))).as("the last to leave stops it").isEmpty();
	}

	@Test
	void recoversWhatAKilledPostmasterLeft() throws Exception {
		var killed = EmbeddedPostgres.join(Home.open(path));
		write(killed.database(), "create table kept (id int)");
		write(killed.database(), "insert into kept values (1)");
		kill(postmaster().pid());
		assertThat(killed.restartIfGone()).isTrue();
		assertThat(killed.restartIfGone()).isFalse();
		assertThat(write(killed.database(), "update kept set id = 2")).isEqualTo(1);
		killed.close();
		try (var again = EmbeddedPostgres.join(Home.open(path))) {
			assertThat(write(again.database(), "delete from kept where id = 2")).isEqualTo(1);
		}
	}

	private static void kill(long pid) throws Exception {
		var process = ProcessHandle.of(pid).orElseThrow();
		process.destroyForcibly();
		process.onExit().get(20, TimeUnit.SECONDS);
	}

	@Test
	void refusesADirectoryOfAnotherVersion() throws Exception {
		EmbeddedPostgres.join(Home.open(path)).close();
		Files.writeString(path.resolve("pg/data/PG_VERSION"), "19\n");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> EmbeddedPostgres.join(Home.open(path)))
				.withMessageContaining("PostgreSQL 19");
	}

	@Test
	void oneServerHoldsAHome() throws IOException {
		var home = Home.open(path);
		assertThat(ServeLock.holder(home)).isEmpty();
		try (var lock = ServeLock.take(home, "https://example.org", "http://localhost:1")) {
			assertThatExceptionOfType(StartFailure.class)
					.isThrownBy(() -> ServeLock.take(home, "https://example.org", "http://localhost:2"))
					.withMessageContaining("already serves");
			assertThat(lock).isNotNull();
		}
		assertThat(ServeLock.holder(home)).isEmpty();
	}

	@Test
	void anotherProcessFindsTheLockTakenAlsoAfterItsHolderLooked() throws Exception {
		var home = Home.open(path);
		try (var lock = ServeLock.take(home, "https://example.org", "http://localhost:1")) {
			assertThat(ServeLock.holder(home)).isPresent();
			assertThat(lock).isNotNull();
			assertThat(status()).isZero();
			assertThat(status("--ready")).as("nobody listens").isEqualTo(4);
		}
		assertThat(status()).isEqualTo(3);
	}

	private int status(String... more) throws Exception {
		var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
				"-cp", System.getProperty("java.class.path"), "dev.madang.Madang", "status", "--home", path.toString()));
		command.addAll(List.of(more));
		return new ProcessBuilder(command)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}

	@Test
	void refusesAPlaceThatCannotBeWritten() throws IOException {
		var file = Files.writeString(Path.of("target/not-a-directory"), "");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> Home.open(file.resolve("home")))
				.withMessageContaining("cannot be written");
	}
}
