package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.DriverManager;
import java.sql.SQLException;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class MigrationsTest {

	private static Database aDatabase(String name) throws SQLException {
		var server = TestDatabase.database();
		run(server, "drop database if exists " + name);
		run(server, "create database " + name);
		return new Database(server.url().replaceAll("/postgres$", "/" + name), server.user(), server.password());
	}

	private static void run(Database database, String sql) throws SQLException {
		try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String schema(Database database) throws SQLException {
		try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement();
				var rows = statement.executeQuery(
						"""
								select string_agg(table_name || '.' || column_name || ' ' || data_type, E'\\n' order by table_name, ordinal_position)
								from information_schema.columns
								where table_schema = 'public' and table_name <> 'flyway_schema_history'
								""")) {
			rows.next();
			return String.valueOf(rows.getString(1));
		}
	}

	@Test
	void goesAllTheWayUpDownAndUp() throws SQLException {
		var database = aDatabase("migrations");
		var migrations = new Migrations(database);
		assertThat(migrations.migrate()).isEqualTo(Migrations.newest());
		var full = schema(database);
		for (int step = Migrations.newest(); step > 0; step--) {
			assertThat(migrations.undo()).startsWith("V%03d__".formatted(step));
		}
		assertThat(schema(database)).isEqualTo("null");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(migrations::undo);
		assertThat(migrations.migrate()).isEqualTo(Migrations.newest());
		assertThat(schema(database)).isEqualTo(full);
	}

	@Test
	void doesNotTakeBackWhatTheLogOfAnotherClusterNeeds() throws SQLException {
		var database = aDatabase("migrations_moved");
		var migrations = new Migrations(database);
		migrations.migrate();
		run(database, "update log_epoch set shift = 5");
		for (int step = Migrations.newest(); step > 24; step--) {
			migrations.undo();
		}
		assertThatExceptionOfType(StartFailure.class).isThrownBy(migrations::undo)
				.withMessageContaining("another PostgreSQL cluster");
		assertThat(schema(database)).contains("log_epoch.shift");
	}

	@Test
	void refusesTheDatabaseOfANewerProgram() throws SQLException {
		var database = aDatabase("newer");
		new Migrations(database).migrate();
		SchemaVersion.requireKnown(database);
		run(database, "update flyway_schema_history set version = '999' where version = '001'");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> SchemaVersion.requireKnown(database))
				.withMessageContaining("newer Madang");
	}
}
