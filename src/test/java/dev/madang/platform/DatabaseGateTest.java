package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Tunnel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Aside
class DatabaseGateTest {

	private Tunnel tunnel;

	private HikariDataSource pool;

	private DatabaseGate gate;

	@BeforeEach
	void aPoolOfTwo() throws IOException {
		tunnel = new Tunnel();
		pool = new HikariDataSource();
		pool.setJdbcUrl(tunnel.url());
		pool.setUsername(TestDatabase.database().user());
		pool.setPassword(TestDatabase.database().password());
		pool.setMaximumPoolSize(2);
		pool.setConnectionTimeout(500);
		pool.setValidationTimeout(250);
		gate = new DatabaseGate(pool);
	}

	@AfterEach
	void close() throws IOException {
		pool.close();
		tunnel.close();
	}

	private void ask() throws SQLException {
		try (var connection = gate.getConnection(); var statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	private static Duration took(long begun) {
		return Duration.ofNanos(System.nanoTime() - begun);
	}

	@Test
	void whileTheDatabaseIsAwayNobodyWaitsAndItComesBackByItself() throws Exception {
		ask();
		tunnel.shut();
		Awaitility.await().until(() -> isRefusedFor("The database is away"));
		var begun = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertThat(isRefusedFor("The database is away")).isTrue();
		}
		assertThat(took(begun)).as("of all of them, as ten who wait for a connection").isLessThan(Duration.ofSeconds(5));
		tunnel.open();
		Awaitility.await().until(() -> !isRefusedFor(""));
		for (int i = 0; i < 50; i++) {
			ask();
		}
	}

	/** Asks; tells whether that was refused with these words. */
	private boolean isRefusedFor(String words) {
		try {
			ask();
			return false;
		}
		catch (SQLException e) {
			return String.valueOf(e.getMessage()).contains(words);
		}
	}

	@Test
	void theFirstWaitsNoLongerThanThePoolsTimeout() throws Exception {
		tunnel.shut();
		var begun = System.nanoTime();
		pool.setInitializationFailTimeout(-1);
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(gate::getConnection);
		assertThat(took(begun)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void aBusyPoolIsWaitedForLonger() throws Exception {
		Future<?> third;
		try (var waiting = Executors.newSingleThreadExecutor()) {
			try (var first = gate.getConnection(); var second = gate.getConnection()) {
				assertThat(first.isValid(1) && second.isValid(1)).isTrue();
				third = waiting.submit(() -> {
					ask();
					return null;
				});
				Awaitility.await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
				assertThat(third.isDone()).as("after more than two timeouts").isFalse();
			}
			third.get(30, TimeUnit.SECONDS);
		}
	}
}
