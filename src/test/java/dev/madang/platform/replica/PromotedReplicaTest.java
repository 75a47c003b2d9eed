package dev.madang.platform.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import dev.madang.platform.Viewer;
import dev.madang.platform.engine.Engines;
import dev.madang.testing.Aside;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database, a replica that is promoted and goes on by itself, and a replica of that: of the three only two belong together. */
@Aside
@Tag("process")
class PromotedReplicaTest {

	@TempDir
	static Path folder;

	/** A node's way of reading: a database and what it takes for a replica of it. */
	private static final class Reader implements AutoCloseable {

		private final Engines engines = new Engines(new StaticListableBeanFactory().getBeanProvider(MeterRegistry.class),
				Duration.ofMillis(500));

		private final HikariDataSource pool;

		private final Replica replica;

		private final ReplicaReads reads;

		Reader(EmbeddedPostgres database, EmbeddedPostgres copy) {
			pool = Standby.pool(database.database());
			replica = new Replica(Replica.pool(copy.database().url(), pool), JdbcClient.create(pool), engines,
					new SimpleMeterRegistry());
			reads = new ReplicaReads(JdbcClient.create(pool), Optional.of(replica));
		}

		boolean isInStep() {
			replica.look();
			return replica.isInStep();
		}

		/** In which database a guest reads. */
		String reads() {
			return reads.read(Viewer.ANYBODY, jdbc -> jdbc.sql("select current_setting('port')").query(String.class).single());
		}

		String trouble() {
			return String.valueOf(engines.all().getFirst().status().trouble());
		}

		@Override
		public void close() {
			replica.close();
			pool.close();
		}
	}

	private static String port(EmbeddedPostgres database) {
		return database.database().url().replaceFirst(".*:(\\d+)/.*", "$1");
	}

	private static void run(EmbeddedPostgres there, String sql) throws SQLException {
		try (var pool = Standby.pool(there.database());
				var connection = pool.getConnection();
				var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Test
	void whatWasPromotedAndWhatFollowsItIsNotReadBesideTheOldDatabase() throws Exception {
		try (var database = EmbeddedPostgres.join(Home.open(folder.resolve("database")));
				var promoted = Standby.of(database, folder.resolve("database"), folder.resolve("promoted"));
				var follower = Standby.of(database, folder.resolve("database"), promoted, folder.resolve("follower"));
				var before = new Reader(database, promoted);
				var beside = new Reader(database, follower);
				var after = new Reader(promoted, follower)) {
			run(database, "create table said (id bigint)");
			await().until(() -> before.isInStep() && beside.isInStep());
			assertThat(before.reads()).isEqualTo(port(promoted));
			assertThat(beside.reads()).as("a replica of a replica is one").isEqualTo(port(follower));

			run(promoted, "select pg_promote()");
			// both histories go on, and the new one is longer
			run(database, "insert into said values (1)");
			run(promoted, "insert into said select generate_series(1, 10000)");
			await().until(() -> !before.isInStep() && before.trouble().contains("no replica of the database"));
			await().until(() -> !beside.isInStep() && beside.trouble().contains("another one was promoted"));
			for (var reader : new Reader[]{ before, beside }) {
				assertThat(reader.reads()).isEqualTo(port(database));
			}
			await().until(after::isInStep);
			assertThat(after.reads()).as("with the promoted one as the database").isEqualTo(port(follower));

			await().during(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(30))
					.until(() -> !before.isInStep() && !beside.isInStep() && after.isInStep());
		}
	}
}
