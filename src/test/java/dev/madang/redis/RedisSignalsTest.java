package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Ended sign-ins travel by Redis too: here nothing else does. */
@Aside
class RedisSignalsTest {

	private final RealRedis server = new RealRedis();

	private final Redis near = server.client();

	private final Redis far = server.client();

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final RedisSignals here = new RedisSignals(near, signals());

	private final ClusterSignals others = signals();

	private final RedisSignals there = new RedisSignals(far, others);

	/** Of a node without a connection to the database. */
	private static ClusterSignals signals() {
		var nowhere = new DriverManagerDataSource();
		return new ClusterSignals(nowhere, JdbcClient.create(nowhere),
				new StaticListableBeanFactory().getBeanProvider(SignalRelay.class));
	}

	@AfterEach
	void stop() {
		there.stop();
		near.close();
		far.close();
		server.close();
	}

	private void listen() {
		List.of("sign-in", "member", "category").forEach(topic -> others.on(topic, word -> heard.add(topic + " " + word)));
		there.start();
		await().untilAsserted(() -> assertThat(heard).as("anything may have happened before").contains("sign-in ", "member "));
		heard.clear();
	}

	@Test
	void anotherNodeHearsOfAnEndedSignIn() {
		listen();
		here.send("sign-in", "12");
		await().untilAsserted(() -> assertThat(heard).containsExactly("sign-in 12"));
	}

	@Test
	void nothingElseTravelsByIt() {
		listen();
		here.send("category", "3");
		near.call(commands -> commands.publish("madang:signals", "category 3"));
		near.call(commands -> commands.publish("madang:signals", "nonsense"));
		here.send("member", "4");
		await().untilAsserted(() -> assertThat(heard).containsExactly("member 4"));
	}

	@Test
	void afterALostConnectionAnythingMayHaveHappened() {
		listen();
		server.kill();
		server.start();
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(heard).contains("sign-in ", "member "));
	}
}
