package dev.madang.command;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.madang.cluster.Nodes;
import dev.madang.home.Database;
import dev.madang.home.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a database from which a newer Madang has taken what this one uses, and keeps this one from taking away what a live node
 * uses. What newer ones have only added to is no hindrance: while nodes are upgraded one by one, an older one may have to start again.
 */
final class SchemaVersion {

	private static final Logger LOG = LoggerFactory.getLogger(SchemaVersion.class);

	private static final int OLDEST = 16;

	/** After so long one that was killed is out of the register of nodes. */
	private static final Duration DEAD = Duration.ofSeconds(16);

	private SchemaVersion() {
	}

	/** @param settings those that name it, where the operator does */
	static void requireKnown(Database database, String settings) {
		try (var connection = DriverManager.getConnection(database.url(), properties(database));
				var statement = connection.createStatement()) {
			requireNotOld(connection.getMetaData().getDatabaseMajorVersion(), database + settings);
			if (!is(statement, "select to_regclass('flyway_schema_history') is not null")) {
				return;
			}
			var applied = texts(statement, "select script from flyway_schema_history where version is not null");
			requireUsable(applied);
			var here = applied.stream().mapToInt(Migrations::number).max().orElse(0);
			requireUnused(statement, Migrations.names().filter(name -> Migrations.number(name) > here)
					.mapToInt(Migrations::lets).max().orElse(0));
		}
		catch (SQLException e) {
			throw new StartFailure("Cannot connect to the database " + database + settings + ": "
					+ String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
		}
	}

	private static void requireUsable(List<String> applied) {
		var newest = Migrations.newest();
		var there = applied.stream().mapToInt(Migrations::number).max().orElse(0);
		if (there <= newest) {
			return;
		}
		var unknown = applied.stream().filter(name -> Migrations.number(name) > newest);
		if (unknown.anyMatch(name -> Migrations.lets(name) > newest)) {
			throw new StartFailure("The database was migrated by a newer Madang (schema " + there + ", this one supports "
					+ newest + "), which took away what this one uses. Start the newer one.");
		}
		LOG.warn("The database was migrated by a newer Madang (schema {}, this one supports {}), which only added to it", there,
				newest);
	}

	/** @param needed the migration that the program of each live node has to know */
	private static void requireUnused(Statement statement, int needed) throws SQLException {
		if (needed == 0 || !is(statement, "select to_regclass('node') is not null")) {
			return;
		}
		var until = Instant.now().plus(DEAD);
		while (true) {
			var older = Nodes.knowingLess(statement, needed);
			if (older.isEmpty()) {
				return;
			}
			if (Instant.now().isAfter(until)) {
				throw new StartFailure(
						"A live node (" + older.getFirst() + ") uses what this Madang takes away from the database."
								+ " Upgrade it first, to a release that knows schema " + needed + ", or stop it.");
			}
			pause();
		}
	}

	private static void pause() {
		try {
			var _ = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new StartFailure("Interrupted while older nodes were waited for.", e);
		}
	}

	private static boolean is(Statement statement, String sql) throws SQLException {
		try (var row = statement.executeQuery(sql)) {
			return row.next() && row.getBoolean(1);
		}
	}

	private static List<String> texts(Statement statement, String sql) throws SQLException {
		var texts = new ArrayList<String>();
		try (ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

	/** @param database its address, and the settings that name it */
	static void requireNotOld(int major, String database) {
		if (major < OLDEST) {
			throw new StartFailure("The database " + database + " is of PostgreSQL " + major + ", and " + OLDEST
					+ " is the oldest that will do.");
		}
	}

	/** One that takes connections and says nothing must not hold back the start for ever. */
	private static Properties properties(Database database) {
		var properties = new Properties();
		properties.setProperty("user", database.user());
		properties.setProperty("password", database.password());
		properties.setProperty("loginTimeout", "10");
		properties.setProperty("socketTimeout", "30");
		return properties;
	}
}
