package dev.madang.command;

import java.sql.DriverManager;
import java.sql.SQLException;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;

/** Refuses a database that a newer Madang has migrated: this one would not know what it sees. */
final class SchemaVersion {

	private SchemaVersion() {
	}

	static void requireKnown(Database database) {
		var newest = Migrations.newest();
		try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement()) {
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
			throw new StartFailure("Cannot connect to the database " + database + ": "
					+ String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
		}
	}
}
