package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.testing.Aside;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The pool and its gate while the database fails under them: nobody waits for long, no write that was acknowledged is lost. */
@Aside
@Tag("process")
class DatabaseFaultsTest {

	private static final Duration HUNG_AFTER = Duration.ofSeconds(1);

	/** A quarter more to notice, five to find that nobody answers, and the waits of the slow machine that runs this. */
	private static final Duration LONGEST = Duration.ofSeconds(15);

	private final DriverManagerDataSource direct = TestDatabase.migrated(Community.unique("database_faults"));

	private final URI server = URI.create(Objects.requireNonNull(direct.getUrl()).substring("jdbc:".length()));

	private final FaultyProxy proxy = new FaultyProxy(server.getPort());

	private final HikariDataSource pool = new HikariDataSource();

	private final DatabaseGate gate = new DatabaseGate(pool, HUNG_AFTER);

	private final AtomicLong next = new AtomicLong();

	private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

	@BeforeEach
	void aPoolOfFour() {
		pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath());
		pool.setUsername(TestDatabase.database().user());
		pool.setPassword(TestDatabase.database().password());
		pool.setMaximumPoolSize(4);
		pool.setConnectionTimeout(1000);
		pool.addDataSourceProperty("loginTimeout", "1");
		pool.setValidationTimeout(500);
		pool.setInitializationFailTimeout(-1);
		JdbcClient.create(direct).sql("create table written (id bigint primary key)").update();
	}

	@AfterEach
	void close() {
		pool.close();
		proxy.close();
	}

	/** As a request does: whether the write was acknowledged. */
	private boolean write() {
		var id = next.incrementAndGet();
		try (var connection = gate.getConnection();
				var insert = connection.prepareStatement("insert into written values (?)")) {
			insert.setLong(1, id);
			insert.executeUpdate();
			acknowledged.add(id);
			return true;
		}
		catch (SQLException e) {
			return false;
		}
	}

	/** Sixteen at a time, some writes each; the longest that one took. */
	private Duration longestOfManyWrites() {
		var longest = new AtomicLong();
		try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 16; i++) {
				requests.execute(() -> {
					for (int j = 0; j < 3; j++) {
						var begun = System.nanoTime();
						write();
						longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
					}
				});
			}
		}
		return Duration.ofNanos(longest.get());
	}

	private void isBackByItself() {
		proxy.become(Fault.NONE);
		Awaitility.await().until(this::write);
		for (int i = 0; i < 8; i++) {
			Awaitility.await().until(this::write);
		}
		var stored = JdbcClient.create(direct).sql("select id from written").query(Long.class).set();
		assertThat(stored).containsAll(acknowledged);
		assertThat(new DatabaseHealth(JdbcClient.create(gate)).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void oneThatIsAbsentAtFirstIsFound() {
		proxy.become(Fault.REFUSES);
		assertThat(write()).isFalse();
		assertThat(longestOfManyWrites()).isLessThan(LONGEST);
		assertThat(acknowledged).isEmpty();
		isBackByItself();
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void nobodyWaitsForLongAndNoWriteIsLost(Fault fault) {
		for (int i = 0; i < 8; i++) {
			assertThat(write()).isTrue();
		}
		proxy.become(fault);
		assertThat(longestOfManyWrites()).as("the longest wait").isLessThan(LONGEST);
		if (fault != Fault.SLOW && fault != Fault.FLAPS) {
			assertThat(write()).as("a write while it %s", fault).isFalse();
			assertThat(new DatabaseHealth(JdbcClient.create(gate)).health().getStatus()).isNotEqualTo(Status.UP);
		}
		isBackByItself();
	}
}
