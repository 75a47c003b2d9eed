package dev.madang.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up connections on which nothing comes any more, because the database, or a network before it, has fallen silent. Whoever
 * waits there would otherwise do so until TCP gives up, a quarter of an hour or more. One in use for long is no such case: first a new
 * connection must find that nobody answers. A time-out of each read would tell as well, and costs some 10 µs a statement.
 */
final class HungConnections {

	private static final Logger LOG = LoggerFactory.getLogger(HungConnections.class);

	private static final String SECONDS_TO_ANSWER = "5";

	/** @param connection as the pool gave it, which closes it for its borrower alone */
	private record Held(Connection connection, long since) {

		boolean isGivenBack() {
			try {
				return connection.isClosed();
			}
			catch (SQLException e) {
				return true;
			}
		}
	}

	private final HikariDataSource pool;

	private final Duration after;

	private final Map<PgConnection, Held> held = new ConcurrentHashMap<>();

	/** @param after so long a connection is in use before it is suspected */
	HungConnections(HikariDataSource pool, Duration after) {
		this.pool = pool;
		this.after = after;
		Thread.ofVirtual().name("hung-connections").start(this::watch);
	}

	Connection watched(Connection connection) throws SQLException {
		held.put(connection.unwrap(PgConnection.class), new Held(connection, System.nanoTime()));
		return connection;
	}

	private void watch() {
		while (!pool.isClosed()) {
			LockSupport.parkNanos(after.toNanos() / 4);
			held.values().removeIf(Held::isGivenBack);
			var now = System.nanoTime();
			var late = held.entrySet().stream().filter(each -> now - each.getValue().since() > after.toNanos()).toList();
			if (!late.isEmpty() && !isAnswering()) {
				LOG.warn("The database does not answer, {} connections are given up", late.size());
				late.stream().filter(each -> !each.getValue().isGivenBack()).forEach(each -> abort(each.getKey()));
			}
		}
	}

	private boolean isAnswering() {
		var properties = new Properties();
		properties.putAll(pool.getDataSourceProperties());
		if (pool.getUsername() != null) {
			properties.setProperty("user", pool.getUsername());
		}
		if (pool.getPassword() != null) {
			properties.setProperty("password", pool.getPassword());
		}
		properties.setProperty("loginTimeout", SECONDS_TO_ANSWER);
		properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
		try (var connection = DriverManager.getConnection(pool.getJdbcUrl(), properties);
				var statement = connection.createStatement()) {
			return statement.execute("select 1");
		}
		catch (SQLException e) {
			// whoever refuses somebody (a changed password, too many clients) is there
			return e.getSQLState() != null && !e.getSQLState().startsWith("08");
		}
	}

	private static void abort(PgConnection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException e) {
			LOG.debug("A connection could not be given up", e);
		}
	}
}
