package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.madang.home.StartFailure;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How a node gets into the register beside another, of which the register says that it has another URL. */
@Aside
class NodeRegistryTest {

	private static MockEnvironment environment(String url) {
		return new MockEnvironment().withProperty("madang.url", url).withProperty("madang.role", "node");
	}

	private static ClusterSignals signals(DriverManagerDataSource database) {
		return new ClusterSignals(database, JdbcClient.create(database),
				new StaticListableBeanFactory().getBeanProvider(SignalRelay.class));
	}

	private static NodeRegistry registry(DriverManagerDataSource database) {
		return registry(database, signals(database));
	}

	private static NodeRegistry registry(DriverManagerDataSource database, ClusterSignals signals) {
		var environment = environment("http://localhost");
		var nodes = new Nodes(JdbcClient.create(database), new NodeSettings(environment, JsonMapper.shared()),
				JsonMapper.shared());
		return new NodeRegistry(nodes, new ClusterProperties(false, true, Duration.ZERO), setting -> "", environment,
				new TransactionTemplate(new JdbcTransactionManager(database)), signals);
	}

	private static void insertOther(JdbcClient jdbc, int ago) {
		var hashes = new NodeSettings(environment("http://another"), JsonMapper.shared()).hashes();
		jdbc.sql("""
				insert into node (id, address, role, version, cluster, settings, last_seen)
				values (gen_random_uuid(), 'there:8080', 'both', '1', true, :hashes::jsonb, now() - :ago * interval '1 second')
				""").param("hashes", JsonMapper.shared().writeValueAsString(hashes)).param("ago", ago).update();
	}

	@Test
	void oneThatWasKilledIsWaitedForUntilItIsGone() {
		var database = TestDatabase.migrated("node_registry_killed");
		var jdbc = JdbcClient.create(database);
		insertOther(jdbc, 12);
		var registry = registry(database);
		registry.start();
		assertThat(jdbc.sql("select id::text from node").query(String.class).list()).containsExactly(Nodes.THIS.toString());
		registry.stop();
		assertThat(jdbc.sql("select count(*) from node").query(Long.class).single()).isZero();
	}

	@Test
	void oneThatLivesRefusesIt() {
		var database = TestDatabase.migrated("node_registry_alive");
		var jdbc = JdbcClient.create(database);
		insertOther(jdbc, 0);
		try (var heart = Executors.newSingleThreadScheduledExecutor()) {
			var beats = heart.scheduleAtFixedRate(() -> jdbc.sql("update node set last_seen = now()").update(), 100, 100,
					TimeUnit.MILLISECONDS);
			assertThatExceptionOfType(StartFailure.class).isThrownBy(registry(database)::start)
					.withMessage("This node and the live one (both at there:8080) differ in madang.url. "
							+ "All nodes of a community need the same.");
			beats.cancel(false);
		}
		assertThat(jdbc.sql("select count(*) from node").query(Long.class).single()).isOne();
	}

	@Test
	void oneThatStoodStillEntersAgainAndTrustsNothingThatItKeeps() {
		var database = TestDatabase.migrated("node_registry_frozen");
		var jdbc = JdbcClient.create(database);
		var signals = signals(database);
		var heard = new ArrayList<String>();
		signals.on("member", heard::add);
		var registry = registry(database, signals);
		registry.start();
		await().until(() -> jdbc.sql("delete from node").update() > 0);
		registry.live();
		assertThat(heard).isNotEmpty().allMatch(String::isEmpty);
		assertThat(jdbc.sql("select count(*) from node").query(Long.class).single()).isOne();
		registry.stop();
	}
}
