package dev.madang.platform.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.home.Database;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;

/** Streaming replicas of the binaries that Madang brings. */
final class Standby {

	private Standby() {
	}

	static HikariDataSource pool(Database database) {
		var pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(database.user());
		pool.setPassword(database.password());
		pool.setMaximumPoolSize(4);
		return pool;
	}

	/** A replica of a database whose home is there. */
	static EmbeddedPostgres of(EmbeddedPostgres primary, Path home, Path there) throws Exception {
		return of(primary, home, primary, there);
	}

	/** A replica that was copied from one and follows another. */
	static EmbeddedPostgres of(EmbeddedPostgres primary, Path home, EmbeddedPostgres followed, Path there) throws Exception {
		var copy = Home.open(there);
		try (var pool = pool(primary.database()); var connection = pool.getConnection()) {
			backUp(connection, home.resolve("pg"), copy.postgres());
		}
		var database = followed.database();
		var port = database.url().replaceFirst(".*:(\\d+)/.*", "$1");
		Files.writeString(copy.postgres().resolve("data/postgresql.auto.conf"),
				"primary_conninfo = 'host=127.0.0.1 port=%s user=%s password=%s'\n".formatted(port, database.user(),
						database.password()),
				StandardOpenOption.APPEND, StandardOpenOption.CREATE);
		Files.createFile(copy.postgres().resolve("data/standby.signal"));
		Files.setPosixFilePermissions(copy.postgres().resolve("data"), PosixFilePermissions.fromString("rwx------"));
		return EmbeddedPostgres.join(copy);
	}

	private static void backUp(Connection connection, Path from, Path to) throws Exception {
		try (var statement = connection.createStatement()) {
			statement.execute("select pg_backup_start('replica', true)");
			copy(from, to);
			var label = statement.executeQuery("select labelfile from pg_backup_stop(false)");
			assertThat(label.next()).isTrue();
			Files.writeString(to.resolve("data/backup_label"), label.getString(1));
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (var paths = Files.walk(from)) {
			for (var path : paths.filter(each -> !each.endsWith("postmaster.pid") && !each.toString().endsWith(".lock"))
					.toList()) {
				var target = to.resolve(from.relativize(path).toString());
				if (Files.isDirectory(path)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(path, target);
				}
			}
		}
	}
}
