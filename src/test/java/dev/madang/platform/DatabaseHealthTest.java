package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Tunnel;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that answers, and takes no writes, is down. */
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
	void oneThatIsAwayIsDown() throws IOException {
		try (var tunnel = new Tunnel()) {
			tunnel.shut();
			assertThat(new DatabaseHealth(at(tunnel.url())).health().getStatus()).isEqualTo(Status.DOWN);
		}
	}
}
