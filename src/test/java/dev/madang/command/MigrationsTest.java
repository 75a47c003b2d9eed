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
		return text(database,
				"""
						select string_agg(table_name || '.' || column_name || ' ' || data_type, E'\\n' order by table_name, ordinal_position)
						from information_schema.columns
						where table_schema = 'public' and table_name <> 'flyway_schema_history'
						""");
	}

	private static String text(Database database, String query) throws SQLException {
		try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement();
				var rows = statement.executeQuery(query)) {
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
	void whoRemovedACommentIsReadFromTheLog() throws SQLException {
		var database = aDatabase("who_removed");
		var migrations = new Migrations(database);
		migrations.migrate();
		for (int step = Migrations.newest(); step >= 27; step--) {
			migrations.undo();
		}
		run(database,
				"""
						insert into member (id, handle, name, withdrawn_at) values (1, 'a', 'a', null), (2, 'b', 'b', null), (3, 'c', 'c', now());
						insert into category (id, slug, name) values (1, 'x', 'x');
						insert into post (id, author_id, category_id) values (1, 1, 1);
						insert into comment (id, post_id, author_id, path, removed_at, created_at)
						select id, 1, case when id = 6 then 3 else 1 end, array[id], case when id > 1 then now() end,
						       case when id = 5 then now() else now() - interval '1 hour' end
						from generate_series(1, 8) as id;
						insert into comment_version (comment_id, version, editor_id, body)
						select id, 1, author_id, case when id = 6 then '-' else 'x' end from comment;
						insert into activity (xact, actor_id, verb, subject, detail) values
						  ('11', 1, 'comment.removed', 'comment:1', '{}'), ('12', 1, 'comment.restored', 'comment:1', '{}'),
						  ('21', 1, 'comment.removed', 'comment:2', '{}'),
						  ('31', 1, 'comment.removed', 'comment:3', '{}'), ('32', 2, 'comment.removed', 'comment:3', '{}'),
						  ('41', 1, 'comment.removed', 'comment:4', '{}'),
						  ('41', 1, 'report.filed', 'report:1', '{"target": "comment:4", "reason": "held"}'),
						  ('61', 2, 'comment.removed', 'comment:6', '{}'),
						  ('81', 1, 'comment.removed', 'comment:8', '{}'),
						  ('81', 1, 'report.filed', 'report:2', '{"target": "comment:80", "reason": "held"}')
						""");
		migrations.migrate();
		assertThat(text(database, "select string_agg(id || ' ' || coalesce(removed_as, '-'), ', ' order by id) from comment"))
				.isEqualTo("1 -, 2 author, 3 moderator, 4 review, 5 review, 6 author, 7 moderator, 8 author");
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
