package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.sql.DataSource;

import dev.madang.platform.HealthStatus;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

@Aside
class ConsumerHealthTest {

	private final DataSource dataSource = TestDatabase.migrated(Community.unique("consumer_health"));

	private final JdbcClient jdbc = JdbcClient.create(dataSource);

	private static final class Any implements LogConsumer {

		@Override
		public String name() {
			return "any";
		}

		@Override
		public boolean wants(EventType type) {
			return true;
		}

		@Override
		public void consume(List<Activity> batch) {
			throw new AssertionError("nobody reads here");
		}
	}

	@BeforeEach
	void somethingWaits() {
		jdbc.sql("insert into activity (verb, at) values ('test.happened', now() - interval '1 hour')").update();
	}

	private Status status(String movedAgo) {
		jdbc.sql("""
				insert into log_consumer (name, moved_at) values ('any', now() - :ago::interval)
				on conflict (name) do update set moved_at = excluded.moved_at
				""").param("ago", movedAgo).update();
		return new ConsumerHealth(jdbc, List.of(new Any())).health().getStatus();
	}

	@Test
	void oneThatHasNotMovedWhileSomethingWaitsStandsStill() {
		assertThat(status("10 minutes")).isEqualTo(HealthStatus.DEGRADED);
	}

	@Test
	void oneThatLagsButReadsOnIsWell() {
		assertThat(status("10 seconds")).isEqualTo(Status.UP);
	}

	@Test
	void oneForWhichNothingWaitsIsWellHoweverLongItHasNotMoved() {
		jdbc.sql("insert into log_consumer (name, xact) values ('any', log_horizon())").update();
		assertThat(status("10 days")).isEqualTo(Status.UP);
	}

	@Test
	void oneThatIsAheadOfAllTransactionsTells() {
		jdbc.sql("insert into log_consumer (name, xact) values ('any', (log_xact()::text::bigint + 1000)::text::xid8)")
				.update();
		assertThat(status("0 seconds")).isEqualTo(HealthStatus.DEGRADED);
	}

	@Test
	void whatWasWrittenJustNowIsNoReasonYet() {
		jdbc.sql("update activity set at = now()").update();
		assertThat(status("10 days")).isEqualTo(Status.UP);
	}
}
