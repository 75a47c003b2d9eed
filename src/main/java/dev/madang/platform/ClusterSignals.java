package dev.madang.platform;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Words that travel between processes by PostgreSQL's NOTIFY: "there is something new" and "forget what you know about
 * member 12". They are sent when the transaction commits. After a lost connection every listener is called with an empty
 * word, which means: anything may have happened.
 */
@Component
public class ClusterSignals implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(ClusterSignals.class);

	/** A network that forgets a connection nobody speaks on tells neither end. */
	private static final Duration ASKS_EVERY = Duration.ofSeconds(5);

	private static final int MILLIS_TO_ANSWER = 5_000;

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	private final ObjectProvider<SignalRelay> relay;

	private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

	private volatile boolean running;

	private volatile Thread thread = Thread.currentThread();

	public ClusterSignals(DataSource dataSource, JdbcClient jdbc, ObjectProvider<SignalRelay> relay) {
		this.relay = relay;
		this.dataSource = dataSource;
		this.jdbc = jdbc;
	}

	/** Calls a listener for every word on a topic, also this process's own; it must not block. */
	public void on(String topic, Consumer<String> listener) {
		listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>()).add(listener);
	}

	/** Sends a word with the current transaction. */
	public void send(String topic, String word) {
		jdbc.sql("select pg_notify('madang', :payload)").param("payload", topic + " " + word).query().singleRow();
		relay.ifAvailable(other -> AfterCommit.run(() -> other.send(topic, word)));
	}

	@Override
	public void start() {
		running = true;
		thread = Thread.ofPlatform().name("signals").daemon().start(this::listen);
	}

	private void listen() {
		while (running) {
			try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
				connection.setNetworkTimeout(Runnable::run, MILLIS_TO_ANSWER);
				statement.execute("listen madang");
				missed();
				var postgres = connection.unwrap(PGConnection.class);
				var asked = System.nanoTime();
				while (running) {
					if (System.nanoTime() - asked > ASKS_EVERY.toNanos()) {
						statement.execute("select 1");
						asked = System.nanoTime();
					}
					for (var notification : postgres.getNotifications(500)) {
						var payload = notification.getParameter().split(" ", 2);
						tell(payload[0], payload.length > 1 ? payload[1] : "");
					}
				}
				statement.execute("unlisten madang");
			}
			catch (SQLException | RuntimeException e) {
				if (running) {
					LOG.warn("Lost the connection that listens for changes, connecting again: {}", e.getMessage());
					pause();
				}
			}
		}
	}

	/** Whoever listens may have missed something. */
	public void missed() {
		listeners.keySet().forEach(topic -> tell(topic, ""));
	}

	/** Calls the listeners of this process; an empty word means that anything may have happened. */
	public void tell(String topic, String word) {
		for (var listener : listeners.getOrDefault(topic, List.of())) {
			try {
				listener.accept(word);
			}
			catch (RuntimeException e) {
				LOG.error("A listener for {} failed", topic, e);
			}
		}
	}

	private void pause() {
		try {
			Thread.sleep(Duration.ofSeconds(1));
		}
		catch (InterruptedException e) {
			running = false;
		}
	}

	@Override
	public void stop() {
		running = false;
		try {
			thread.join(Duration.ofSeconds(5));
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return running;
	}
}
