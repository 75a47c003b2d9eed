package dev.madang.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps requests from queueing for a database that is away: once the pool has waited for its timeout and could not connect,
 * everybody is refused at once, until a thread of its own has got a connection. A pool whose connections are all in use is no
 * such case, and is waited for.
 */
final class DatabaseGate extends DelegatingDataSource {

	private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);

	/** The most that anybody waits for a connection of a busy pool. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** No page is in use of a connection for so long. */
	private static final Duration LONG = Duration.ofSeconds(15);

	private final HungConnections hung;

	private final AtomicBoolean away = new AtomicBoolean();

	/** @param pool which gives up after its own timeout, and tells then why it could not connect */
	DatabaseGate(HikariDataSource pool) {
		this(pool, LONG);
	}

	/** @param hungAfter so long a connection is in use before it is suspected to hang */
	DatabaseGate(HikariDataSource pool, Duration hungAfter) {
		super(pool);
		hung = new HungConnections(pool, hungAfter);
	}

	@Override
	public Connection getConnection() throws SQLException {
		var begun = System.nanoTime();
		while (!away.get()) {
			try {
				return hung.watched(super.getConnection());
			}
			catch (SQLTransientConnectionException e) {
				if (isAway(e)) {
					shut(e);
					throw e;
				}
				if (System.nanoTime() - begun > PATIENCE.toNanos()) {
					throw e;
				}
			}
		}
		throw new SQLTransientConnectionException("The database is away");
	}

	/** A pool that timed out names the failure to connect as the cause. A server with too many clients (53300) is there. */
	private static boolean isAway(SQLTransientConnectionException e) {
		return e.getCause() instanceof SQLException failure && !String.valueOf(failure.getSQLState()).startsWith("53");
	}

	private void shut(SQLException why) {
		if (away.compareAndSet(false, true)) {
			LOG.warn("The database is away: {}", String.valueOf(why.getCause()));
			Thread.ofVirtual().name("database-gate").start(this::waitUntilItIsBack);
		}
	}

	/** Each try takes as long as the pool's timeout; where it ends otherwise, as by closing the pool, the next caller sees why. */
	private void waitUntilItIsBack() {
		while (away.get()) {
			try (var _ = super.getConnection()) {
				away.set(false);
				LOG.info("The database is back");
			}
			catch (SQLTransientConnectionException stillAway) {
				LOG.debug("The database is still away", stillAway);
			}
			catch (SQLException | RuntimeException e) {
				away.set(false);
			}
		}
	}
}
