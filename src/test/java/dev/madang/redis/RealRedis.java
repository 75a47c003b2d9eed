package dev.madang.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import dev.madang.testing.FaultyProxy;
import dev.madang.testing.TestDatabase;
import redis.embedded.RedisServer;

/** A Redis of its own, without persistence, and nodes that use it. The system property {@code redis.server} names another program. */
public final class RealRedis implements AutoCloseable {

	private final int port = TestDatabase.freePort();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private RedisServer server = begin();

	public int port() {
		return port;
	}

	private RedisServer begin() {
		try {
			var builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"")
					.setting("appendonly no")
					.onShutdownForceStop(true);
			var other = System.getProperty("redis.server");
			if (other != null) {
				builder.executableProvider(() -> new File(other));
			}
			var begun = builder.build();
			begun.start();
			return begun;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The client of a node. */
	Redis client() {
		return client(port);
	}

	/** The client of a node that reaches it through another port. */
	Redis client(int through) {
		return new Redis(URI.create("redis://127.0.0.1:" + through), "madang:", Duration.ofMillis(200), null,
				FaultyProxy.engines(clock));
	}

	/** All that was in it is lost. */
	void kill() {
		try {
			server.stop();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	void start() {
		server = begin();
	}

	@Override
	public void close() {
		clock.shutdownNow();
		kill();
	}
}
