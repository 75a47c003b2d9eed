package dev.madang.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.madang.home.EmbeddedPostgres;
import dev.madang.home.Home;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.Program;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two nodes, of which one is on a machine of its own, as far as networks are concerned, and is cut off from the database and all that
 * nodes share, while both are asked. Run with {@code mvn test -Pcrash -Dtest=NetworkCutTest}, as root.
 */
@Tag("crash")
class NetworkCutTest {

	/** What does not arrive, and for how many seconds. */
	enum Cut {

		BOTH_WAYS(60),

		/** The far node's words. */
		THERE(45),

		/** Answers to the far node, and what it is told. */
		BACK(45);

		private final int seconds;

		Cut(int seconds) {
			this.seconds = seconds;
		}
	}

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path folder;

	private TestNetwork network;

	private EmbeddedPostgres postgres;

	private TestCluster cluster;

	private Program near;

	private Program far;

	private final List<FaultyProxy> ways = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		var whyNot = TestNetwork.whyNot();
		assumeTrue(whyNot.isEmpty(), whyNot);
		network = new TestNetwork();
		postgres = postgres(Home.open(folder.resolve("postgres")));
		cluster = new TestCluster("network_cut", folder, migrated(postgres));
		var here = InetAddress.getByName(TestNetwork.HERE);
		cluster.shared().forEach(port -> ways.add(new FaultyProxy(here, port, port)));
		cluster.shareAt(TestNetwork.HERE);
		cluster.jdbc().sql("insert into category (slug, name) values ('free', '자유')").update();
		near = cluster.node("near", Map.of());
		near.awaitReady();
		far = cluster.node("far", Map.of(), program -> program.within(TestNetwork.NAMESPACE, TestNetwork.FOR_CLIENTS));
		far.awaitReady();
	}

	/** One that takes connections from elsewhere. */
	private static EmbeddedPostgres postgres(Home home) throws IOException {
		var data = home.postgres().resolve("data");
		try (var first = EmbeddedPostgres.join(home)) {
			assertThat(first.database().url()).isNotEmpty();
		}
		Files.writeString(data.resolve("pg_hba.conf"), "host all all 10.231.0.0/16 scram-sha-256\n", StandardOpenOption.APPEND);
		Files.writeString(data.resolve("postgresql.auto.conf"), "listen_addresses = '*'\nfsync = off\n",
				StandardOpenOption.APPEND);
		return EmbeddedPostgres.join(home);
	}

	private static DriverManagerDataSource migrated(EmbeddedPostgres postgres) {
		var database = postgres.database();
		var source = new DriverManagerDataSource(database.url().replace("127.0.0.1", TestNetwork.HERE), database.user(),
				database.password());
		TestDatabase.migrate(source);
		return source;
	}

	@AfterEach
	void stop() throws Exception {
		if (network == null) {
			return;
		}
		network.heal();
		if (cluster != null) {
			cluster.close();
		}
		ways.forEach(FaultyProxy::close);
		if (postgres != null) {
			postgres.close();
		}
		network.close();
	}

	private static void calm(int seconds) throws InterruptedException {
		var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
	}

	private void cut(Cut cut) throws Exception {
		if (cut != Cut.BACK) {
			network.cutThere();
		}
		if (cut != Cut.THERE) {
			network.cutBack();
		}
	}

	private String signUp(String name) {
		assertThat(cluster.send(far, "", "POST", "/auth/signup", Map.of("handle", name, "name", name, "email",
				name + "@cut.example", "password", TestCluster.PASSWORD)).status()).isEqualTo(201);
		return name;
	}

	private int far(String token, String path) {
		return cluster.get(far, token, path).status();
	}

	/** For how long the log has not been read. */
	private long standing() {
		return cluster.jdbc().sql("select extract(epoch from now() - min(moved_at))::bigint from log_consumer")
				.query(Long.class).single();
	}

	private long nodes() {
		return cluster.jdbc().sql("select count(*) from node where last_seen > now() - interval '15 seconds'").query(Long.class)
				.single();
	}

	private long connectionsOfFar() {
		return cluster.jdbc().sql("select count(*) from pg_stat_activity where client_addr = :far::inet")
				.param("far", TestNetwork.FAR).query(Long.class).single();
	}

	/** Milliseconds until it is so. */
	private static long until(long begun, Duration most, Callable<Boolean> isSo) {
		await().atMost(most).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(isSo);
		return (System.nanoTime() - begun) / 1_000_000;
	}

	@ParameterizedTest
	@EnumSource(Cut.class)
	void aNodeThatIsCutOffSaysSoAndComesBackByItselfWithNothingOld(Cut cut) throws Exception {
		var admin = signUp("cutadmin");
		cluster.jdbc().sql("update member set role = 'admin' where handle = :handle").param("handle", admin).update();
		var ofAdmin = cluster.signIn(near, admin);
		var suspended = signUp("cutone");
		var leaving = signUp("cuttwo");
		var ofSuspended = cluster.signIn(near, suspended);
		var ofLeaving = cluster.signIn(near, leaving);
		var listener = new Listener(far, ofSuspended);
		var speaker = cluster.aMember("member");
		var reader = cluster.aMember("member");
		var room = cluster.room(speaker, reader);
		var chat = new ComesBack(() -> far, "madang_" + reader, room);
		var post = cluster.send(near, "madang_" + speaker, "POST", "/posts",
				Map.of("category", "free", "title", "전에", "body", "글")).json().at("/id").asLong();
		// all of it is in the far node's memory now
		assertThat(far(ofLeaving, "/users/me")).isEqualTo(200);
		assertThat(cluster.get(far, "", "!/p/" + post).body()).contains("전에").doesNotContain("나중에");
		await().until(() -> chat.on() != null && nodes() == 2);
		try (var here = new Load(cluster, 3, () -> near); var there = new Load(cluster, 2, () -> far)) {
			calm(5);
			assertThat(there.failures()).isEmpty();
			cut(cut);
			var begun = System.nanoTime();
			assertThat(cluster.send(near, ofLeaving, "POST", "/auth/logout", Map.of()).status()).isEqualTo(204);
			assertThat(cluster.send(near, ofAdmin, "PUT", "/admin/users/" + suspended + "/states/suspended",
					Map.of("detail", "쉬어 가세요")).status()).isEqualTo(200);
			assertThat(cluster.send(near, "madang_" + speaker, "PATCH", "/posts/" + post,
					Map.of("title", "나중에")).status()).isEqualTo(200);
			for (int i = 1; i <= 5; i++) {
				assertThat(cluster.send(near, "madang_" + speaker, "POST", "/chat/rooms/" + room + "/messages",
						Map.of("body", "말 " + i, "clientId", "c" + i)).status()).isEqualTo(201);
			}
			var longest = 0L;
			var saidSo = 0L;
			there.slowest();
			for (int second = 0; second < cut.seconds; second++) {
				if (saidSo == 0 && far("", "!/health") == 503) {
					saidSo = (System.nanoTime() - begun) / 1_000_000;
					assertThat(far("", "!/health/readiness")).isEqualTo(200);
				}
				if (second == 35) {
					there.slowest();
				}
				calm(1);
				longest = Math.max(longest, standing());
			}
			var slowest = there.slowest();
			assertThat(saidSo).as("it said so").isPositive();
			assertThat(slowest).as("who asks it is answered at once").isLessThan(6_000);
			assertThat(nodes()).as("it was taken for dead").isOne();
			assertThat(here.failures()).as("the other's clients").isEmpty();
			var acknowledged = there.acknowledged();

			network.heal();
			begun = System.nanoTime();
			var most = Duration.ofSeconds(30);
			var answered = until(begun, most, () -> there.acknowledged() > acknowledged);
			var signedOut = until(begun, most, () -> far(ofLeaving, "/users/me") == 401);
			var closed = until(begun, most, () -> listener.code() != 0);
			var shown = until(begun, most, () -> cluster.get(far, "", "!/p/" + post).body().contains("나중에"));
			var heard = until(begun, most, () -> chat.heard().equals(List.of(1L, 2L, 3L, 4L, 5L)));
			var isBack = until(begun, most, () -> nodes() == 2 && far("", "!/health") == 200);
			assertThat(far(ofSuspended, "/users/me")).as("who is suspended").isNotEqualTo(200);
			var gone = until(begun, Duration.ofMinutes(2), () -> connectionsOfFar() <= 10);
			calm(3);
			here.end();
			there.end();
			System.out.printf(
					"cut %s for %d s: /health said so after %d ms, slowest answer later %d ms, the log was not read for %d s;"
							+ " after it healed: a comment %d ms, signed out %d ms, socket %d (%d) ms, post %d ms, chat %d ms, in the register"
							+ " and well %d ms, old connections %d ms; near: %s; far: %s%n",
					cut, cut.seconds, saidSo, slowest, longest,
					answered, signedOut, closed, listener.code(), shown, heard, isBack, gone, here, there);
			here.assertNothingIsLost();
			there.assertNothingIsLost();
			assertThat(here.failures()).as("the other's clients").isEmpty();
			// who was asking as it was cut waits until the connection is given up, which may take longer than a client waits
			assertThat(there.failures()).filteredOn(failure -> !failure.matches("(GET|POST) 503 (?s:.*)"))
					.hasSizeLessThanOrEqualTo(2)
					.allMatch(failure -> failure.endsWith("HttpTimeoutException: request timed out"));
			await().untilAsserted(() -> assertThat(cluster.emails()).contains(suspended, leaving));
			assertThat(cluster.letters()).as("each email once").doesNotHaveDuplicates();
			assertThat(Objects.requireNonNull(cluster.jdbc()
					.sql("select sum(n) from day_count where verb = 'comment.added'").query(Long.class).single()))
					.as("each comment counted once")
					.isEqualTo(cluster.jdbc().sql("select count(*) from comment").query(Long.class).single());
		}
	}
}
