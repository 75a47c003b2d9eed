package dev.madang.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.madang.testing.Program;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hundred clients in twenty rooms, over bad lines, while what serves them is killed with kill -9. Every message reaches every
 * member of its room, once, in order. Run with {@code mvn test -Pcrash -Dtest=DeliveryCrashTest}, and {@code -Dseed=} for the
 * choices of another run.
 */
@Tag("crash")
class DeliveryCrashTest {

	private static final Manners MANNERS = new Manners(Duration.ofSeconds(8), Duration.ofSeconds(12), Duration.ofSeconds(12),
			Duration.ofSeconds(5), Duration.ofMillis(50));

	private static final int KILLS = 10;

	private static final long SEED = Long.getLong("seed", System.nanoTime());

	@Test
	void aServerAndItsDatabaseThatAreKilledLoseAndDoubleNothing() throws Exception {
		var log = Path.of("target/delivery-crash.log");
		try (var server = new Program(Path.of("target/delivery-crash-home"), log, Map.of())) {
			server.start();
			server.awaitReady();
			try (var crowd = new Crowd(server::jdbc, MANNERS, SEED, server.port())) {
				begin(crowd);
				for (int kill = 1; kill <= KILLS; kill++) {
					calm(4);
					if (kill % 3 != 1) {
						server.killPostmaster();
					}
					if (kill % 3 != 0) {
						server.kill();
						server.start();
						server.awaitReady();
					}
				}
				assertNothingIsWrong(crowd);
			}
		}
	}

	@Test
	void twoServersOfOneDatabaseOfWhichOneIsKilledLoseAndDoubleNothing() throws Exception {
		var database = TestDatabase.migrated("two_nodes");
		var settings = Map.of("MADANG_DATABASE_URL", String.valueOf(database.getUrl()), "MADANG_DATABASE_USER",
				TestDatabase.database().user(), "MADANG_DATABASE_PASSWORD", TestDatabase.database().password());
		var log = Path.of("target/delivery-nodes.log");
		try (var one = new Program(Path.of("target/delivery-one"), log, settings);
				var other = new Program(Path.of("target/delivery-other"), log, settings)) {
			one.start();
			one.awaitReady();
			other.start();
			other.awaitReady();
			try (var crowd = new Crowd(() -> JdbcClient.create(database), MANNERS, SEED, one.port(), other.port())) {
				begin(crowd);
				for (int kill = 1; kill <= KILLS / 2; kill++) {
					calm(6);
					var killed = kill % 2 == 1 ? other : one;
					killed.kill();
					calm(2);
					killed.start();
					killed.awaitReady();
				}
				assertNothingIsWrong(crowd);
			}
		}
	}

	private static void begin(Crowd crowd) {
		crowd.gather(20, 100, 12);
		crowd.start();
	}

	private static void calm(int seconds) throws InterruptedException {
		new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
	}

	private static void assertNothingIsWrong(Crowd crowd) {
		crowd.settle(Duration.ofMinutes(2));
		System.out.println(crowd.counts());
		assertThat(crowd.violations()).isEmpty();
		// how much is said while one is away, and so whether rooms are loaded anew, is up to the machine: DeliveryTest sees to that
		assertThat(crowd.counts()).as("it happened").containsKeys("cut", "cut after sending", "slow", "away", "sent again",
				"closed with 4008").doesNotContainKey("closed with 4001");
	}

}
