package dev.madang.chat.pulsar;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.madang.chat.Fanout;
import dev.madang.chat.socket.TestNode;
import dev.madang.platform.engine.Engine;
import dev.madang.testing.FaultyProxy;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The way of a node through Pulsar, looked after as in the program. */
final class PulsarNode implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);

	private final PulsarTopic topic;

	private final PulsarFanout fanout;

	private final Engine engine;

	PulsarNode(TestNode node, Map<String, String> settings) {
		var properties = properties(settings);
		topic = new PulsarTopic(properties);
		engine = FaultyProxy.engines(clock).add("pulsar", "madang.pulsar.url", properties.within(), topic::roundTrip);
		fanout = new PulsarFanout(topic, node.local(), node.events(), engine);
		var _ = clock.scheduleWithFixedDelay(fanout::listen, 0, 1, TimeUnit.SECONDS);
		var _ = clock.scheduleWithFixedDelay(node.events()::anythingHappened, 10, 10, TimeUnit.SECONDS);
	}

	static PulsarProperties properties(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bind("madang.pulsar", PulsarProperties.class).get();
	}

	Fanout fanout() {
		return fanout;
	}

	PulsarTopic topic() {
		return topic;
	}

	Engine engine() {
		return engine;
	}

	/** Whether Pulsar carries what is said here. */
	boolean isUsed() {
		return !engine.isAway() && topic.isConnected();
	}

	@Override
	public void close() {
		clock.shutdownNow();
		topic.close();
	}
}
