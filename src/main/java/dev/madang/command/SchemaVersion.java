package dev.madang.command;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;

/** Refuses a database that a newer Madang has migrated: this one would not know what it sees. */
final class SchemaVersion {

	private static final int OLDEST = 16;

	private SchemaVersion() {
	}

	/** @param settings those that name it, where the operator does */
	static void requireKnown(Database database, String settings) {
		var newest = Migrations.newest();
		try (var connection = DriverManager.getConnection(database.url(), properties(database));
				var statement = connection.createStatement()) {
			requireNotOld(connection.getMetaData().getDatabaseMajorVersion(), database + settings);
			try (var there = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
				if (!there.next() || !there.getBoolean(1)) {
					return;
				}
			}
			try (var rows = statement
					.executeQuery("select max(version::int) from flyway_schema_history where version is not null")) {
				if (rows.next() && rows.getInt(1) > newest) {
					throw new StartFailure("The database was migrated by a newer Madang (schema " + rows.getInt(1)
							+ ", this one supports " + newest + "). Start the newer one.");
				}
			}
		}
		catch (SQLException e) {
			throw new StartFailure("Cannot connect to the database " + database + settings + ": "
					+ String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
		}
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
