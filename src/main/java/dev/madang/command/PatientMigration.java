package dev.madang.command;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.madang.home.StartFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Migrates beside nodes that serve. Whoever comes after a migration that waits for a table waits with it, and with the locks of two
 * tables it and a request may wait for each other, of which PostgreSQL ends one after a second. So it gives up before, and tries again.
 */
@Component
class PatientMigration implements FlywayMigrationStrategy {

	private static final Logger LOG = LoggerFactory.getLogger(PatientMigration.class);

	private static final int MOST_TRIES = 40;

	private static final String SHORT = "400ms";

	/** Vacuuming steps aside for who has waited for a second. */
	private static final String LONG = "3s";

	/** Of one migration's transaction: its connection may be one of the pool. */
	private static final class Patience extends BaseCallback {

		private final String patience;

		Patience(String patience) {
			this.patience = patience;
		}

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_EACH_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			try (var statement = context.getConnection().createStatement()) {
				statement.execute("set local lock_timeout = '" + patience + "'");
			}
			catch (SQLException e) {
				throw new FlywayException("The time that a migration waits could not be set", e);
			}
		}
	}

	@Override
	public void migrate(Flyway flyway) {
		migrated(flyway);
	}

	/** @return how many the last try has applied, which is most often all */
	static int migrated(Flyway flyway) {
		for (int tries = 1; true; tries++) {
			try {
				return Flyway.configure().configuration(flyway.getConfiguration())
						.callbacks(new Patience(tries % 10 == 0 ? LONG : SHORT)).load().migrate().migrationsExecuted;
			}
			catch (FlywayException e) {
				if (tries == MOST_TRIES || !isLockedOut(e)) {
					throw e;
				}
				LOG.info("A migration waits for a table that is in use");
			}
			pause();
		}
	}

	/** By another who has it (55P03), or who waits for this one too (40P01). */
	private static boolean isLockedOut(FlywayException e) {
		for (@Nullable
		Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && ("55P03".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	private static void pause() {
		try {
			var _ = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while the database was migrated.", e);
		}
	}
}
