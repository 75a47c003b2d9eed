package dev.madang.platform.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.engine.Engines;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database and its streaming replica, both of the binaries that Madang brings. */
@Aside
@Tag("process")
class ReplicaTest {

	private static final Viewer GUEST = Viewer.ANYBODY;

	private static final Viewer MEMBER = new Viewer(7, "gana", "가나", Role.MEMBER, 1);

	private static final String COUNT = "select count(*) from said";

	@TempDir
	static Path folder;

	private static EmbeddedPostgres primary;

	private static EmbeddedPostgres standby;

	private static HikariDataSource pool;

	private FaultyProxy way;

	private Replica replica;

	private ReplicaReads reads;

	@BeforeAll
	static void aDatabaseAndItsReplica() throws Exception {
		primary = EmbeddedPostgres.join(Home.open(folder.resolve("primary")));
		pool = Standby.pool(primary.database());
		JdbcClient.create(pool).sql("create table said (id bigint generated always as identity, word text)").update();
		standby = Standby.of(primary, folder.resolve("primary"), folder.resolve("standby"));
	}

	@AfterAll
	static void stop() throws IOException {
		pool.close();
		standby.close();
		primary.close();
	}

	@BeforeEach
	void connect() {
		way = new FaultyProxy(port(standby.database().url()));
		replica = replica("jdbc:postgresql://127.0.0.1:" + way.port() + "/postgres", engines());
		reads = new ReplicaReads(JdbcClient.create(pool), Optional.of(replica));
	}

	private static int port(String url) {
		return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
	}

	private static Engines engines() {
		return new Engines(new StaticListableBeanFactory().getBeanProvider(MeterRegistry.class), Duration.ofMillis(500));
	}

	private static Replica replica(String url, Engines engines) {
		return new Replica(Replica.pool(url, pool), JdbcClient.create(pool), engines, new SimpleMeterRegistry());
	}

	@AfterEach
	void disconnect() {
		standing("select pg_wal_replay_resume()");
		replica.close();
		way.close();
	}

	private static void standing(String sql) {
		var database = standby.database();
		try (var own = Standby.pool(database)) {
			JdbcClient.create(own).sql(sql).query().listOfRows();
		}
	}

	private boolean isReadThere(Viewer viewer) {
		return reads.read(viewer, jdbc -> jdbc.sql("select pg_is_in_recovery()").query(Boolean.class).single());
	}

	private void awaitInStep() {
		Awaitility.await().until(() -> {
			replica.look();
			return replica.isInStep();
		});
	}

	private static void say() {
		JdbcClient.create(pool).sql("insert into said (word) values ('x')").update();
	}

	private long count(Viewer viewer) {
		return reads.read(viewer, jdbc -> jdbc.sql(COUNT).query(Long.class).single());
	}

	@Test
	void guestsReadTheReplicaAndMembersTheDatabase() {
		assertThat(isReadThere(GUEST)).as("before it was looked at").isFalse();
		awaitInStep();
		assertThat(isReadThere(GUEST)).isTrue();
		assertThat(isReadThere(MEMBER)).isFalse();
	}

	@Test
	void whatIsBehindIsNotRead() {
		awaitInStep();
		standing("select pg_wal_replay_pause()");
		var before = count(GUEST);
		say();
		assertThat(count(MEMBER)).as("one's own write is there at once").isEqualTo(before + 1);
		replica.look();
		replica.look();
		assertThat(replica.isInStep()).isFalse();
		assertThat(count(GUEST)).isEqualTo(before + 1);
		standing("select pg_wal_replay_resume()");
		awaitInStep();
		assertThat(isReadThere(GUEST)).isTrue();
		assertThat(count(GUEST)).isEqualTo(before + 1);
	}

	@Test
	void whenItFailsTheDatabaseIsRead() {
		for (var fault : new Fault[]{ Fault.REFUSES, Fault.RESETS, Fault.GARBAGE, Fault.HANGS }) {
			awaitInStep();
			way.become(fault);
			var begun = System.nanoTime();
			assertThat(isReadThere(GUEST)).as("%s", fault).isFalse();
			assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
			assertThat(replica.isInStep()).isFalse();
			way.become(Fault.NONE);
		}
		awaitInStep();
		assertThat(isReadThere(GUEST)).isTrue();
	}

	@Test
	void whatIsNoReplicaOfItIsNeverRead() {
		var engines = engines();
		try (var self = replica(primary.database().url(), engines)) {
			self.look();
			self.look();
			assertThat(self.isInStep()).isFalse();
			assertThat(engines.all().getFirst().status().trouble()).contains("This is no replica of the database");
		}
	}

	@Test
	void refusesWhatIsNoUrl() {
		assertThatThrownBy(() -> new ReplicaProperties("postgres://x")).hasMessageContaining("madang.database.replica-url");
	}
}
