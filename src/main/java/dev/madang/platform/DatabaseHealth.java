package dev.madang.platform;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database takes writes, found out by writing: one that only answers may be read-only, or have no room left.
 * However often it is asked, a row is written once in five seconds.
 */
@Component("databaseHealthIndicator")
@ConditionalOnWebApplication
class DatabaseHealth implements HealthIndicator {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private static final int SECONDS = 2;

	private final JdbcClient jdbc;

	private final ReentrantLock writing = new ReentrantLock();

	private volatile Health last = Health.unknown().build();

	private long writtenAt = System.nanoTime() - EVERY.toNanos();

	DatabaseHealth(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** While somebody else is finding out, what was found last. */
	@Override
	public Health health() {
		if (writing.tryLock()) {
			try {
				if (System.nanoTime() - writtenAt >= EVERY.toNanos()) {
					last = write();
					writtenAt = System.nanoTime();
				}
			}
			finally {
				writing.unlock();
			}
		}
		return last;
	}

	private Health write() {
		try {
			jdbc.sql("update write_probe set at = now()").withQueryTimeout(SECONDS).update();
			return Health.up().build();
		}
		catch (DataAccessException e) {
			return Health.down(e).build();
		}
	}
}
