package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.testing.Aside;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Tunnel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that answers, and takes no writes, is down. */
@Aside
@Tag("process")
class DatabaseHealthTest {

	private final DriverManagerDataSource dataSource = TestDatabase.migrated(Community.unique("database_health"));

	private static JdbcClient at(String url) {
		return JdbcClient.create(new DriverManagerDataSource(url, TestDatabase.database().user(),
				TestDatabase.database().password()));
	}

	@Test
	void oneThatTakesWritesIsUp() {
		var jdbc = JdbcClient.create(dataSource);
		var health = new DatabaseHealth(jdbc);
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		var written = writtenAt(jdbc);
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		assertThat(writtenAt(jdbc)).as("the next who asks costs nothing").isEqualTo(written);
	}

	private static String writtenAt(JdbcClient jdbc) {
		return jdbc.sql("select at::text from write_probe").query(String.class).single();
	}

	@Test
	void oneThatOnlyAnswersIsDown() {
		var readOnly = at(dataSource.getUrl() + "?options=-c%20default_transaction_read_only=on");
		assertThat(readOnly.sql("select 1").query(Integer.class).single()).isEqualTo(1);
		assertThat(new DatabaseHealth(readOnly).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void oneThatIsSlowIsDownAtTheThirdTimeAndWellAtTheFirstThatItIsNot() throws SQLException {
		try (var other = dataSource.getConnection(); var statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("update write_probe set at = now()");
			var now = new AtomicLong();
			var health = new DatabaseHealth(JdbcClient.create(dataSource), () -> now.addAndGet(10_000_000_000L));
			assertThat(health.health().getStatus()).isEqualTo(HealthStatus.DEGRADED);
			assertThat(health.health().getStatus()).isEqualTo(HealthStatus.DEGRADED);
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			other.rollback();
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void oneWhoseConnectionsAreAllInUseIsNotDownAtOnce() throws SQLException {
		try (var pool = pool(Objects.requireNonNull(dataSource.getUrl())); var _ = pool.getConnection()) {
			assertThat(new DatabaseHealth(JdbcClient.create(pool)).health().getStatus()).isEqualTo(HealthStatus.DEGRADED);
		}
	}

	@Test
	void oneThatRefusesThePoolIsDown() throws IOException {
		try (var tunnel = new Tunnel()) {
			tunnel.shut();
			try (var pool = pool(tunnel.url())) {
				assertThat(new DatabaseHealth(JdbcClient.create(pool)).health().getStatus()).isEqualTo(Status.DOWN);
			}
		}
	}

	private static HikariDataSource pool(String url) {
		var pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername(TestDatabase.database().user());
		pool.setPassword(TestDatabase.database().password());
		pool.setMaximumPoolSize(1);
		pool.setConnectionTimeout(500);
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

	@Test
	void oneThatDoesNotAnswerAtAllIsDownForThoseWhoDoNotAsk() throws InterruptedException {
		var now = new AtomicLong();
		var asked = new CountDownLatch(1);
		var end = new CountDownLatch(1);
		var health = new DatabaseHealth(JdbcClient.create(new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				asked.countDown();
				try {
					end.await();
				}
				catch (InterruptedException e) {
					throw new SQLException(e);
				}
				return super.getConnection();
			}
		}), now::get);
		var first = Thread.ofVirtual().start(health::health);
		asked.await();
		assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
		now.set(20_000_000_000L);
		assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		end.countDown();
		first.join();
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void oneThatIsAwayIsDown() throws IOException {
		try (var tunnel = new Tunnel()) {
			tunnel.shut();
			assertThat(new DatabaseHealth(at(tunnel.url())).health().getStatus()).isEqualTo(Status.DOWN);
		}
	}
}
