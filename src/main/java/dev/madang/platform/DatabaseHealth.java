package dev.madang.platform;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database takes writes, found out by writing: one that only answers may be read-only, or have no room left.
 * However often it is asked, a row is written once in five seconds. One that is slow for a moment, or whose connections are
 * all in use, is not down until it was so three times in a row.
 */
@Component("databaseHealthIndicator")
@ConditionalOnWebApplication
class DatabaseHealth implements HealthIndicator {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private static final int SECONDS = 2;

	/** Whoever writes has no answer after so long, not even a failure: the network swallows what it sends. */
	private static final Duration HANGS_AFTER = Duration.ofSeconds(15);

	private static final int MOST_MISSES = 3;

	private final JdbcClient jdbc;

	private final LongSupplier nanos;

	private final ReentrantLock writing = new ReentrantLock();

	private volatile Health last = Health.unknown().build();

	private volatile long begunAt;

	private long writtenAt;

	private int misses;

	@Autowired
	DatabaseHealth(JdbcClient jdbc) {
		this(jdbc, System::nanoTime);
	}

	DatabaseHealth(JdbcClient jdbc, LongSupplier nanos) {
		this.jdbc = jdbc;
		this.nanos = nanos;
		writtenAt = nanos.getAsLong() - EVERY.toNanos();
		begunAt = nanos.getAsLong();
	}

	/** While somebody else is finding out, what was found last; but not for ever. */
	@Override
	public Health health() {
		if (writing.tryLock()) {
			try {
				if (nanos.getAsLong() - writtenAt >= EVERY.toNanos()) {
					begunAt = nanos.getAsLong();
					last = write();
					writtenAt = nanos.getAsLong();
				}
				return last;
			}
			finally {
				writing.unlock();
			}
		}
		return nanos.getAsLong() - begunAt < HANGS_AFTER.toNanos()
				? last
				: Health.down().withDetail("error", "no answer for " + HANGS_AFTER.toSeconds() + " seconds").build();
	}

	private Health write() {
		try {
			jdbc.sql("update write_probe set at = now()").withQueryTimeout(SECONDS).update();
			misses = 0;
			return Health.up().build();
		}
		catch (DataAccessException e) {
			misses++;
			return isSlow(e) && misses < MOST_MISSES
					? Health.status(HealthStatus.DEGRADED).withException(e).build()
					: Health.down(e).build();
		}
	}

	/** A pool names what keeps it from connecting as the cause, where it is not that all its connections are in use. */
	private static boolean isSlow(DataAccessException e) {
		return e instanceof QueryTimeoutException || e instanceof CannotGetJdbcConnectionException
				&& e.getCause() instanceof SQLTransientConnectionException timeout && timeout.getCause() == null;
	}
}
