package dev.madang.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.madang.home.Database;
import dev.madang.home.StartFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The migrations of the schema, up by Flyway and down by the scripts in {@code db/undo}, which its free edition does not run. */
final class Migrations {

	private static final Pattern CONTRACTS = Pattern.compile("V\\d{3}__contract_(\\d{3})_");

	private final Database database;

	Migrations(Database database) {
		this.database = database;
	}

	/** The number of the newest migration that this program knows. */
	static int newest() {
		return names().mapToInt(Migrations::number).max().orElse(0);
	}

	static int number(String name) {
		return Integer.parseInt(name.substring(1, 4));
	}

	/**
	 * Which programs a migration lets go on: those that know this one or newer. Most only add something, and let all of them; one that
	 * takes away what the last release does not use any more says so in its name, as in {@code V060__contract_055_board.sql}.
	 */
	static int lets(String name) {
		var contracts = CONTRACTS.matcher(name);
		return contracts.lookingAt() ? Integer.parseInt(contracts.group(1)) : 0;
	}

	/** The files of all that this program knows. */
	static Stream<String> names() {
		try {
			return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*.sql"))
					.map(resource -> String.valueOf(resource.getFilename()));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	MigrationInfo[] info() {
		return flyway().info().all();
	}

	int migrate() {
		return PatientMigration.migrated(flyway());
	}

	/**
	 * Undoes the newest migration, with all that is in its tables.
	 *
	 * @return the name of its script
	 */
	String undo() {
		var applied = Arrays.stream(flyway().info().applied()).filter(info -> info.getVersion() != null).toList();
		if (applied.isEmpty()) {
			throw new StartFailure("There is no migration to undo.");
		}
		var last = applied.getLast();
		var name = "U" + last.getScript().substring(1);
		try (var script = Migrations.class.getResourceAsStream("/db/undo/" + name);
				var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
				var statement = connection.createStatement()) {
			if (script == null) {
				throw new StartFailure("The undo script " + name + " is missing.");
			}
			connection.setAutoCommit(false);
			statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
			statement.execute("delete from flyway_schema_history where version = '" + last.getVersion() + "'");
			connection.commit();
			return last.getScript();
		}
		catch (SQLException | IOException e) {
			throw new StartFailure(name + " failed. Nothing was changed: " + e.getMessage(), e);
		}
	}

	private Flyway flyway() {
		return Flyway.configure().dataSource(database.url(), database.user(), database.password()).validateMigrationNaming(true)
				.load();
	}
}
