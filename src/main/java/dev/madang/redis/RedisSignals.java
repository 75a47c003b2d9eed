package dev.madang.redis;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.platform.engine.EngineAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells all nodes by Redis, too, whose sign-in has ended and which member has changed: a node whose connection for NOTIFY is lost, or
 * goes through a pool that does not carry it, hears of it all the same. What is lost on the way costs nothing but that.
 */
class RedisSignals implements SignalRelay, SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(RedisSignals.class);

	private static final Set<String> TOPICS = Set.of("sign-in", "member");

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final Redis redis;

	private final ClusterSignals signals;

	private final AtomicReference<@Nullable Listener> listening = new AtomicReference<>();

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	RedisSignals(Redis redis, ClusterSignals signals) {
		this.redis = redis;
		this.signals = signals;
	}

	@Override
	public void send(String topic, String word) {
		if (TOPICS.contains(topic) && !redis.isAway()) {
			Thread.startVirtualThread(() -> publish(topic + " " + word));
		}
	}

	private void publish(String text) {
		try {
			redis.call(commands -> commands.publish(redis.key("signals"), text));
		}
		catch (EngineAway away) {
			LOG.debug("Only NOTIFY has told other nodes: {}", away.getMessage());
		}
	}

	@Override
	public void start() {
		stopped = new CountDownLatch(1);
		Thread.ofVirtual().name("redis-signals").start(this::listen);
	}

	private void listen() {
		try {
			do {
				if (!redis.isAway()) {
					listenOnce();
				}
			}
			while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Until the connection ends. */
	private void listenOnce() {
		try (var connection = redis.own(PAUSE)) {
			var listener = new Listener(connection);
			listening.set(listener);
			if (isRunning()) {
				connection.subscribe(listener, redis.key("signals"));
			}
		}
		catch (JedisException e) {
			LOG.debug("Not listening to redis: {}", e.getMessage());
		}
		finally {
			listening.set(null);
		}
	}

	@Scheduled(fixedDelayString = "PT10S")
	void ask() {
		var listener = listening.get();
		if (listener != null) {
			listener.ask();
		}
	}

	@Override
	public void stop() {
		stopped.countDown();
		var listener = listening.get();
		if (listener != null) {
			listener.connection.disconnect();
		}
	}

	@Override
	public boolean isRunning() {
		return stopped.getCount() > 0;
	}

	private final class Listener extends JedisPubSub {

		private final Jedis connection;

		private volatile boolean answers = true;

		Listener(Jedis connection) {
			this.connection = connection;
		}

		/** At whose other end nobody is any more would say nothing for hours. */
		void ask() {
			if (!answers) {
				connection.disconnect();
			}
			else if (isSubscribed()) {
				answers = false;
				ping();
			}
		}

		@Override
		public void onPong(String pattern) {
			answers = true;
		}

		/** What was told before is not known. */
		@Override
		public void onSubscribe(String channel, int channels) {
			TOPICS.forEach(topic -> signals.tell(topic, ""));
		}

		@Override
		public void onMessage(String channel, String text) {
			var parts = text.split(" ", 2);
			if (parts.length == 2 && TOPICS.contains(parts[0])) {
				signals.tell(parts[0], parts[1]);
			}
		}
	}
}
