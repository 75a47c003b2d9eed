package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.madang.testing.Aside;
import dev.madang.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three releases, one after the other, without a moment in which nobody answers: this build, one with a migration that adds something,
 * and one with another that takes it away again. {@code bench/rolling.py} does the same with what was built of two commits.
 */
@Aside
@Tag("process")
class RollingUpgradeTest {

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path folder;

	private TestCluster cluster;

	private int newest;

	private String expands = "";

	private String contracts = "";

	@BeforeEach
	void start() {
		cluster = new TestCluster("rolling_upgrade", folder);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		newest = cluster.jdbc().sql("select max(version::int) from flyway_schema_history").query(Integer.class).single();
		expands = "V%03d__mood.sql".formatted(newest + 1);
		contracts = "V%03d__contract_%03d_mood.sql".formatted(newest + 2, newest + 1);
	}

	@AfterEach
	void stop() {
		cluster.close();
	}

	/** A folder with the migrations of a release that this build does not have. */
	private Path release(String name, String... migrations) throws IOException {
		var release = folder.resolve("release-" + name);
		var scripts = Files.createDirectories(release.resolve("db/migration"));
		for (var migration : migrations) {
			Files.writeString(scripts.resolve(migration), migration.equals(expands)
					? """
							alter table post add column mood text not null default 'calm';
							alter table comment add column mood text;
							alter table member add column mood text;
							create table mood (post_id bigint primary key, word text not null);
							"""
					: """
							alter table post drop column mood;
							alter table comment drop column mood;
							alter table member drop column mood;
							drop table mood;
							""");
		}
		return release;
	}

	private int schema() {
		return cluster.jdbc().sql("select max(version::int) from flyway_schema_history").query(Integer.class).single();
	}

	private List<Integer> schemasOfNodes() {
		return cluster.jdbc().sql("select schema from node order by schema").query(Integer.class).list();
	}

	private Program started(String name, Path release) throws Exception {
		var node = cluster.node(name, Map.of(), program -> program.knowing(release));
		node.awaitReady();
		return node;
	}

	private static void end(Program node) throws InterruptedException {
		node.terminate();
		assertThat(node.exit()).isEqualTo(143);
	}

	@Test
	void nodesAreUpgradedOneByOneOverAMigrationThatAddsAndOneThatTakesAway() throws Exception {
		var one = cluster.node("one", Map.of());
		var other = cluster.node("other", Map.of());
		one.awaitReady();
		other.awaitReady();
		try (var proxy = new RoundRobin(cluster, one, other); var load = new Load(cluster, 4, proxy::next)) {
			var expanding = started("next", release("next", expands));
			assertThat(schema()).isEqualTo(newest + 1);
			proxy.add(expanding);
			assertThat(schemasOfNodes()).containsExactly(newest, newest, newest + 1);

			end(one);
			one.start();
			one.awaitReady();
			assertThat(cluster.said("one")).as("an older node has started again").contains("which only added to it");

			var contraction = release("last", expands, contracts);
			var tooEarly = cluster.node("early", Map.of("JAVA_TOOL_OPTIONS", ""), program -> program.knowing(contraction));
			assertThat(tooEarly.exit()).isOne();
			assertThat(cluster.said("early").lines()).singleElement().asString()
					.matches("madang: A live node \\(both at .*\\) uses what this Madang takes away from the database\\. .*");
			assertThat(schema()).as("nothing was taken away").isEqualTo(newest + 1);

			end(one);
			end(other);
			var contracting = started("last", contraction);
			assertThat(schema()).isEqualTo(newest + 2);
			proxy.add(contracting);
			assertThat(schemasOfNodes()).containsExactly(newest + 1, newest + 2);

			one.start();
			assertThat(one.exit()).as("one that uses what is gone").isOne();
			assertThat(cluster.said("one")).contains("which took away what this one uses. Start the newer one.");

			var before = load.acknowledged();
			await().until(() -> load.acknowledged() > before + 50);
			end(expanding);
			load.end();
			System.out.println("rolled: " + load);
			assertThat(load.failures()).isEmpty();
			load.assertNothingIsLost();
		}
	}
}
