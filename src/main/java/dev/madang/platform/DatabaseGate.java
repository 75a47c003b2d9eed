package dev.madang.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps requests from queueing for a database that is away: once the pool has waited for its timeout and could not connect,
 * everybody is refused at once, and one caller every half second finds out whether it is back. A pool whose connections are
 * all in use is no such case, and is waited for.
 */
final class DatabaseGate extends DelegatingDataSource {

	/** The most that anybody waits for a connection of a busy pool. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LOOKED_FOR_EVERY = Duration.ofMillis(500);

	private final CircuitBreaker breaker = CircuitBreaker.of("database",
			CircuitBreakerConfig.custom().slidingWindowSize(1).minimumNumberOfCalls(1).failureRateThreshold(100)
					.waitDurationInOpenState(LOOKED_FOR_EVERY).permittedNumberOfCallsInHalfOpenState(1).build());

	/** @param pool which gives up after its own timeout, and tells then why it could not connect */
	DatabaseGate(DataSource pool) {
		super(pool);
	}

	@Override
	public Connection getConnection() throws SQLException {
		var begun = System.nanoTime();
		while (breaker.tryAcquirePermission()) {
			try {
				var connection = super.getConnection();
				breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
				return connection;
			}
			catch (SQLException | RuntimeException e) {
				if (isAway(e)) {
					breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
					throw e;
				}
				breaker.releasePermission();
				if (!(e instanceof SQLTransientConnectionException) || System.nanoTime() - begun > PATIENCE.toNanos()) {
					throw e;
				}
			}
		}
		throw new SQLTransientConnectionException("The database is away");
	}

	/** A pool that timed out names the failure to connect as the cause. A server with too many clients (53300) is there. */
	private static boolean isAway(Exception e) {
		return e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException failure
				&& !String.valueOf(failure.getSQLState()).startsWith("53");
	}
}
