package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A connection is given up when the database says nothing, and for no other reason. */
@Aside
@Order(2)
class HungConnectionsTest {

	private static final Duration AFTER = Duration.ofMillis(400);

	private final URI server = URI.create(Objects.requireNonNull(TestDatabase.database().url()).substring("jdbc:".length()));

	private final FaultyProxy proxy = new FaultyProxy(server.getPort());

	private final HikariDataSource pool = new HikariDataSource();

	private final HungConnections hung = new HungConnections(pool, AFTER);

	@BeforeEach
	void aPool() {
		pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres");
		pool.setUsername(TestDatabase.database().user());
		pool.setPassword(TestDatabase.database().password());
		pool.setMaximumPoolSize(2);
		pool.setConnectionTimeout(2000);
	}

	@AfterEach
	void close() {
		pool.close();
		proxy.close();
	}

	private Connection borrow() throws SQLException {
		return hung.watched(pool.getConnection());
	}

	/** Much longer than a connection is in use before it is suspected. */
	private static void workForLong(Connection connection) throws SQLException {
		try (var statement = connection.createStatement(); var row = statement.executeQuery("select pg_sleep(1.6), 7")) {
			assertThat(row.next()).isTrue();
			assertThat(row.getInt(2)).isEqualTo(7);
		}
	}

	@Test
	void whoWorksForLongKeepsItsConnection() throws SQLException {
		try (var connection = borrow()) {
			workForLong(connection);
			workForLong(connection);
		}
	}

	/** The database that refuses somebody is there. */
	@Test
	void aPasswordThatWasChangedIsNoReason() throws SQLException {
		try (var connection = borrow()) {
			pool.setPassword("changed");
			workForLong(connection);
		}
	}

	@Test
	void whereNothingComesAnyMoreItIsGivenUp() throws SQLException {
		try (var connection = borrow(); var statement = connection.createStatement()) {
			proxy.become(Fault.HANGS);
			var begun = System.nanoTime();
			assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
		}
	}

	/** Another may have it by now. */
	@Test
	void whatWasGivenBackIsNotLookedAt() throws SQLException {
		borrow().close();
		try (var other = pool.getConnection()) {
			workForLong(other);
			assertThat(other.isValid(1)).isTrue();
		}
	}
}
