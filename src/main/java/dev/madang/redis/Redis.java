package dev.madang.redis;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import dev.madang.platform.engine.Engines;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/** The connections to Redis that all of this process share; so many at most, for which nobody waits longer than for an answer. */
final class Redis implements AutoCloseable {

	/** Beginning of all keys. */
	static final String PREFIX = "madang:";

	private static final int CONNECTIONS = 32;

	/** It was not asked. */
	private static final class NotConnected extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NotConnected(JedisException cause) {
			super(cause.getMessage(), cause);
		}
	}

	private final URI url;

	private final RedisClient client;

	private final Engine engine;

	Redis(URI url, Duration within, Engines engines) {
		this.url = url;
		client = RedisClient.builder().hostAndPort(JedisURIHelper.getHostAndPort(url))
				.clientConfig(config((int) within.toMillis()))
				.poolConfig(pool(within)).build();
		engine = engines.add("redis", "madang.redis.url", within.dividedBy(2), this::look);
		engine.tried(this::look);
	}

	private JedisClientConfig config(int millis) {
		return DefaultJedisClientConfig.builder().timeoutMillis(millis).user(JedisURIHelper.getUser(url))
				.password(JedisURIHelper.getPassword(url)).database(JedisURIHelper.getDBIndex(url))
				.ssl(JedisURIHelper.isRedisSSLScheme(url)).clientName("madang").build();
	}

	private static ConnectionPoolConfig pool(Duration within) {
		var pool = new ConnectionPoolConfig();
		pool.setMaxTotal(CONNECTIONS);
		pool.setMaxIdle(CONNECTIONS);
		pool.setMaxWait(within);
		pool.setJmxEnabled(false);
		return pool;
	}

	boolean isAway() {
		return engine.isAway();
	}

	/** Asks whether it is there; what fails afterwards, it may have done. */
	boolean answers() {
		return engine.tried(this::look).isPresent();
	}

	/** @throws EngineAway if it is away, or does not answer in time; {@link #wasAsked} tells whether it may have done the work */
	<T> T call(Function<Jedis, T> work) {
		return engine.call(() -> asked(work));
	}

	/** The same for what a library does with {@link #client}. */
	<T> T callAll(Supplier<T> work) {
		return engine.call(() -> orForget(work));
	}

	/** For a library; asked within {@link #callAll} alone. */
	UnifiedJedis client() {
		return client;
	}

	private <T> T asked(Function<Jedis, T> work) {
		Connection connection;
		try {
			connection = client.getPool().getResource();
		}
		catch (JedisException e) {
			throw new NotConnected(e);
		}
		return orForget(() -> {
			try (var jedis = new Jedis(connection)) {
				return work.apply(jedis);
			}
		});
	}

	/** When one connection is lost, the others are: it was started anew, or cannot be reached. */
	private <T> T orForget(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (JedisConnectionException e) {
			client.getPool().clear();
			throw e;
		}
	}

	/** Whether Redis may have done what failed. */
	static boolean wasAsked(EngineAway away) {
		return away.getCause() != null && !(away.getCause() instanceof NotConnected);
	}

	private String look() {
		return asked(Jedis::ping);
	}

	/** A connection of its own, for what is told. */
	Jedis own() {
		return new Jedis(JedisURIHelper.getHostAndPort(url), config(Math.toIntExact(Duration.ofSeconds(2).toMillis())));
	}

	@Override
	public void close() {
		client.close();
	}
}
