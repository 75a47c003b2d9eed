package dev.madang.redis;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;

import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.EngineAway;
import dev.madang.platform.engine.Engines;
import org.jspecify.annotations.Nullable;
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

	private static final Pattern VERSION = Pattern.compile("redis_version:(\\d{1,4})\\.(\\d{1,2})\\b");

	/** 6.2. */
	private static final int OLDEST = 602;

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

	private final @Nullable SSLSocketFactory trusting;

	/** Why it is not used though it answers; empty if it is used. */
	private volatile String unusable = "";

	/** @param trusting makes connections by TLS; null for those that trust what Java does */
	Redis(URI url, String prefix, Duration within, @Nullable SSLSocketFactory trusting, Engines engines) {
		this.url = url;
		this.prefix = prefix;
		this.trusting = trusting;
		client = RedisClient.builder().hostAndPort(JedisURIHelper.getHostAndPort(url))
				.clientConfig(config((int) within.toMillis()))
				.poolConfig(pool(within)).build();
		engine = engines.add("redis", "madang.redis.url", within, this::look);
		engine.tried(this::look);
	}

	private JedisClientConfig config(int millis) {
		return DefaultJedisClientConfig.builder().timeoutMillis(millis).user(JedisURIHelper.getUser(url))
				.password(JedisURIHelper.getPassword(url)).database(JedisURIHelper.getDBIndex(url))
				.ssl(JedisURIHelper.isRedisSSLScheme(url)).sslSocketFactory(trusting).sslParameters(namedHost())
				.clientName("madang").build();
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
		return engine.call(() -> {
			requireUsable();
			return asked(work);
		});
	}

	/** The same for what a library does with {@link #client}. */
	<T> T callAll(Supplier<T> work) {
		return engine.call(() -> {
			requireUsable();
			return orForget(work);
		});
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

	private void requireUsable() {
		if (!unusable.isEmpty()) {
			throw new NotConnected(new JedisException(unusable));
		}
	}

	/** Valkey has a version there that it is compatible with. */
	private static String tooOld(Jedis commands) {
		String info;
		try {
			info = commands.info("server");
		}
		catch (JedisDataException notAllowed) {
			return "";
		}
		var version = VERSION.matcher(info);
		return version.find() && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) < OLDEST
				? "it is Redis " + version.group(1) + "." + version.group(2) + ", and 6.2 is the oldest that will do"
				: "";
	}

	/** By writing: one that only answers may be full, or a replica. */
	private String look() {
		unusable = asked(Redis::tooOld);
		requireUsable();
		return asked(commands -> commands.set(key("probe"), "1", SetParams.setParams().px(1000)));
	}

	/** A connection of its own, for what waits longer. */
	Jedis own(Duration within) {
		if (!unusable.isEmpty()) {
			throw new JedisException(unusable);
		}
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
