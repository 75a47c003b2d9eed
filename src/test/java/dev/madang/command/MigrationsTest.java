package dev.madang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;
import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Aside
@Tag("process")
class MigrationsTest {

	private static Database aDatabase(String name) throws SQLException {
		var server = TestDatabase.database();
		run(server, "drop database if exists " + name);
		run(server, "create database " + name);
		return new Database(server.url().replaceAll("/postgres$", "/" + name), server.user(), server.password());
	}

	/** With all tables, as every start makes them. */
	private static Database aMigratedDatabase(String name) {
		var source = TestDatabase.migrated(name);
		return new Database(String.valueOf(source.getUrl()), TestDatabase.database().user(),
				TestDatabase.database().password());
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
		var database = aMigratedDatabase("migrations_moved");
		var migrations = new Migrations(database);
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
		var database = aMigratedDatabase("who_removed");
		var migrations = new Migrations(database);
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
		var states = "select string_agg(concat_ws(' ', id, state, taken_by, (listed_at is null)::text), ', ' order by id) from ";
		assertThat(text(database, states + "comment")).isEqualTo("1 listed false, 2 removed author false, "
				+ "3 hidden moderator false, 4 held review false, 5 held review true, 6 removed author false, "
				+ "7 hidden moderator false, 8 removed author false");
		undo(migrations, 28);
		assertThat(text(database, "select string_agg(id || ' ' || coalesce(removed_as, '-'), ', ' order by id) from comment"))
				.isEqualTo("1 -, 2 author, 3 moderator, 4 review, 5 review, 6 author, 7 moderator, 8 author");
	}

	private static void undo(Migrations migrations, int until) {
		for (int step = Migrations.newest(); step > until; step--) {
			migrations.undo();
		}
	}

	/** One of each that a database without states could tell apart. */
	@Test
	void theLifeOfEarlierContentIsReadFromItsMarksAndTheLog() throws SQLException {
		var database = aMigratedDatabase("content_life");
		var migrations = new Migrations(database);
		undo(migrations, 23);
		run(database,
				"""
						insert into member (id, handle, name) values (1, 'a', 'a'), (2, 'b', 'b');
						insert into category (id, slug, name) values (1, 'x', 'x');
						insert into post (id, author_id, category_id, status, created_at, hidden_at)
						select id, 1, 1, case id when 1 then 'published' when 2 then 'draft' else 'hidden' end, now() - interval '1 hour',
						       case when id in (3, 6) then now() - interval '1 hour' when id > 3 then now() end
						from generate_series(1, 7) as id;
						insert into product (id, seller_id, name, price, currency, offered, hidden_by)
						select id, 1, 'x', 1, 'KRW', case id when 2 then 'sold_out' else 'on_sale' end,
						       case when id in (3) then 'seller' when id > 3 then 'moderator' end
						from generate_series(1, 6) as id;
						insert into activity (xact, actor_id, verb, subject) values
						  ('10', 1, 'post.held', 'post:3'), ('11', 1, 'post.hidden', 'post:4'), ('12', 2, 'post.hidden', 'post:5'),
						  ('13', 2, 'post.hidden', 'post:4'), ('14', 1, 'post.hidden', 'post:4'), ('15', 1, 'post.hidden', 'post:7'),
						  ('20', 1, 'product.held', 'product:4'), ('21', 1, 'product.listed', 'product:5'),
						  ('22', 1, 'product.held', 'product:6'), ('23', 2, 'product.restored', 'product:6');
						insert into report_case (id, kind, subject_id, held) values
						  (1, 'post', 3, true), (2, 'post', 7, true), (3, 'product', 4, true), (4, 'post', 5, false)
						""");
		migrations.migrate();
		var states = "select string_agg(concat_ws(' ', id, state, taken_by, (listed_at is null)::text), ', ' order by id) from ";
		assertThat(text(database, states + "post")).isEqualTo("1 listed false, 2 draft true, 3 held review true, "
				+ "4 hidden author false, 5 hidden moderator false, 6 held review true, 7 held review false");
		assertThat(text(database, states + "product")).isEqualTo("1 listed false, 2 listed false, 3 hidden author false, "
				+ "4 held review true, 5 hidden moderator false, 6 hidden moderator false");
		assertThat(text(database, "select string_agg(status, ' ' order by id) from product"))
				.isEqualTo("on_sale sold_out hidden hidden hidden hidden");
	}

	@Test
	void theCaseOfADecisionIsInAColumnOfItsOwn() throws SQLException {
		var database = aMigratedDatabase("decided_cases");
		var migrations = new Migrations(database);
		undo(migrations, 32);
		run(database, """
				insert into member (id, handle, name) values (1, 'a', 'a');
				insert into report_case (id, kind, subject_id) values (12, 'post', 1);
				insert into notification (member_id, kind, subject_kind, subject_id, detail)
				select 1, kind, 'post', 1, detail
				from unnest(array['warned', 'report', 'warned', 'warned', 'report', 'tag', 'welcome'],
				            array['hide:12', 'resolved:12', 'show', 'warn:99', 'rejected', 'a:12', '']) as told (kind, detail)
				""");
		migrations.migrate();
		var told = "select string_agg(concat_ws(' ', kind, detail%s), ', ' order by id) from notification";
		assertThat(text(database, told.formatted(", case_id"))).isEqualTo("warned hide 12, report resolved 12, warned show, "
				+ "warned warn, report rejected, tag a:12, welcome ");
		undo(migrations, 32);
		assertThat(text(database, told.formatted(""))).isEqualTo("warned hide:12, report resolved:12, warned show, "
				+ "warned warn, report rejected, tag a:12, welcome ");
	}

	@Test
	void consumersOfTheLogKeepTheirPlaceAndWhatIsParkedUnderTheirNewNames() throws SQLException {
		var database = aMigratedDatabase("log_consumers");
		var migrations = new Migrations(database);
		undo(migrations, 32);
		run(database,
				"""
						insert into follower (name, xact, activity_id) values ('member-letters', '7', 8), ('moderator-letters', '9', 10);
						insert into parked_activity (follower, xact, activity_id, error) values ('member-letters', '5', 6, 'x');
						update moderation_letter set sent_at = '2026-01-02T00:00:00Z'
						""");
		migrations.migrate();
		assertThat(text(database,
				"select string_agg(concat_ws(' ', name, xact, activity_id), ', ' order by name) from log_consumer"))
				.isEqualTo("member-emails 7 8, moderator-emails 9 10, notifications "
						+ text(database, "select xact || ' 0' from log_consumer where name = 'notifications'"));
		assertThat(text(database, "select concat_ws(' ', consumer, xact, activity_id) from parked_activity"))
				.isEqualTo("member-emails 5 6");
		assertThat(text(database, "select (sent_at at time zone 'UTC')::date from moderation_email")).isEqualTo("2026-01-02");
		undo(migrations, 32);
		assertThat(text(database, "select concat_ws(' ', follower, xact, activity_id) from parked_activity"))
				.isEqualTo("member-letters 5 6");
		run(database, "delete from follower where name = 'member-letters'");
		assertThat(text(database, "select count(*) from parked_activity")).isEqualTo("0");
	}

	private static void aNewerProgramHasApplied(Database database, String script) throws SQLException {
		run(database,
				"""
						insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
						values (%1$s, '%1$s', '', 'SQL', '%2$s', 'madang', 1, true)
						"""
						.formatted(script.substring(1, 4), script));
	}

	@Test
	void startsOnWhatANewerProgramHasOnlyAddedTo() throws SQLException {
		var database = aMigratedDatabase("newer");
		aNewerProgramHasApplied(database, "V990__board.sql");
		aNewerProgramHasApplied(database, "V991__contract_%03d_board.sql".formatted(Migrations.newest()));
		SchemaVersion.requireKnown(database, "");
		assertThat(new Migrations(database).migrate()).isZero();
	}

	@Test
	void refusesADatabaseFromWhichANewerProgramHasTakenWhatItUses() throws SQLException {
		var database = aMigratedDatabase("contracted");
		aNewerProgramHasApplied(database, "V990__board.sql");
		aNewerProgramHasApplied(database, "V991__contract_990_board.sql");
		assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> SchemaVersion.requireKnown(database, ""))
				.withMessage(
						"The database was migrated by a newer Madang (schema 991, this one supports %s), which took away what"
								+ " this one uses. Start the newer one.",
						Migrations.newest());
	}

	/** Whoever came after it would wait as long as it does. */
	@Test
	void aMigrationThatWaitsForATableLetsOthersPass() throws Exception {
		var database = aMigratedDatabase("in_use");
		var migrations = new Migrations(database);
		undo(migrations, 50);
		try (var user = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = user.createStatement()) {
			user.setAutoCommit(false);
			statement.execute("select count(*) from node");
			var migrating = CompletableFuture.supplyAsync(migrations::migrate);
			await().until(
					() -> text(database, "select count(*) from pg_locks where not granted and relation = 'node'::regclass")
							.equals("1"));
			await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).until(() -> {
				run(database, "set lock_timeout = '2s'; select count(*) from node");
				return !migrating.isDone();
			});
			user.rollback();
			assertThat(migrating.join()).isEqualTo(Migrations.newest() - 50);
		}
	}
}
