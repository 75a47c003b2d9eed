package dev.madang.platform;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Aside
@Tag("process")
class ClusterSignalsTest {

	private static ClusterSignals signals(DriverManagerDataSource database) {
		return new ClusterSignals(database, JdbcClient.create(database),
				new StaticListableBeanFactory().getBeanProvider(SignalRelay.class));
	}

	private static DriverManagerDataSource database(int port) {
		var database = TestDatabase.database();
		return new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/postgres", database.user(),
				database.password());
	}

	@Test
	void aConnectionThatANetworkHasForgottenIsNoticed() {
		var port = URI.create(TestDatabase.database().url().substring("jdbc:".length())).getPort();
		List<String> heard = new CopyOnWriteArrayList<>();
		try (var way = new FaultyProxy(port)) {
			var signals = signals(database(way.port()));
			signals.on("test", heard::add);
			signals.start();
			await().until(() -> heard.contains(""));
			signals(database(port)).send("test", "before");
			await().until(() -> heard.contains("before"));
			heard.clear();
			way.forget();
			signals(database(port)).send("test", "meanwhile");
			await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains(""));
			signals(database(port)).send("test", "after");
			await().until(() -> heard.contains("after"));
			signals.stop();
		}
	}
}
