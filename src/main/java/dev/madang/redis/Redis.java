package dev.madang.redis;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;

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
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisURIHelper;

/** The connections to Redis that all of this process share; so many at most, for which nobody waits longer than for an answer. */
final class Redis implements AutoCloseable {

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

	private final String prefix;

	Redis(URI url, String prefix, Duration within, Engines engines) {
		this.url = url;
		this.prefix = prefix;
		client = RedisClient.builder().hostAndPort(JedisURIHelper.getHostAndPort(url))
				.clientConfig(config((int) within.toMillis()))
				.poolConfig(pool(within)).build();
		engine = engines.add("redis", "madang.redis.url", within, this::look);
		engine.tried(this::look);
	}

	private JedisClientConfig config(int millis) {
		return DefaultJedisClientConfig.builder().timeoutMillis(millis).user(JedisURIHelper.getUser(url))
				.password(JedisURIHelper.getPassword(url)).database(JedisURIHelper.getDBIndex(url))
				.ssl(JedisURIHelper.isRedisSSLScheme(url)).sslParameters(namedHost()).clientName("madang").build();
	}

	/** A certificate must be of the host that is named. */
	private static SSLParameters namedHost() {
		var parameters = new SSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		return parameters;
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

	/** @throws EngineAway if it is away, or does not answer in time; {@link #mayHaveDone} tells whether it may have done the work */
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
			catch (JedisDataException refused) {
				throw refused;
			}
			catch (RuntimeException e) {
				// what comes next may be the rest of this answer
				connection.setBroken();
				throw e;
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

	/** Whether Redis may have done what failed: not if it was not asked, and not if it said no, being full or a replica. */
	static boolean mayHaveDone(EngineAway away) {
		return away.getCause() != null && !(away.getCause() instanceof NotConnected)
				&& !(away.getCause() instanceof JedisDataException);
	}

	/** By writing: one that only answers may be full, or a replica. */
	private String look() {
		return asked(commands -> commands.set(key("probe"), "1", SetParams.setParams().px(1000)));
	}

	/** A connection of its own, for what waits longer. */
	Jedis own(Duration within) {
		return new Jedis(JedisURIHelper.getHostAndPort(url), config((int) within.toMillis()));
	}

	/** A key of this community. */
	String key(String name) {
		return prefix + name;
	}

	@Override
	public void close() {
		client.close();
	}
}
