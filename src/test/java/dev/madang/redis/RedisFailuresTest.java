package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import dev.madang.activity.SharedCache.Ends;
import dev.madang.counter.StoredViews;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import io.github.bucket4j.BucketConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What becomes of a node when Redis fails, and that it comes back by itself. */
@Aside
class RedisFailuresTest {

	private static final BucketConfiguration MANY = BucketConfiguration.builder()
			.addLimit(limit -> limit.capacity(1_000_000).refillGreedy(1, Duration.ofHours(1))).build();

	private static final StaticListableBeanFactory NOTHING = new StaticListableBeanFactory();

	private static final Subject POST = new Subject("post", 12);

	@TempDir
	Path folder;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final RealRedis server = new RealRedis();

	private final FaultyProxy way = new FaultyProxy(server.port());

	@AfterEach
	void stop() {
		clock.shutdownNow();
		way.close();
		server.close();
	}

	/** What a request asks of it. */
	private static void request(RedisCache cache, RedisLimits limits) {
		limits.of("post 12", MANY, bucket -> bucket.tryConsume(1));
		cache.find("post:12", Ends.byEntriesOf(POST));
	}

	/** That never gets so far as to store any. */
	private static RedisViews views(Redis redis) {
		var nowhere = new DriverManagerDataSource();
		return new RedisViews(redis, new StoredViews(JdbcClient.create(nowhere), NOTHING.getBeanProvider(Subjects.class)),
				new ClusterSignals(nowhere, JdbcClient.create(nowhere), NOTHING.getBeanProvider(SignalRelay.class)),
				Duration.ofMinutes(5));
	}

	private static void requireWorking(Redis redis, RedisCache cache, RedisLimits limits) {
		await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
			assertThat(redis.isAway()).isFalse();
			assertThat(limits.of("post 12", MANY, bucket -> bucket.tryConsume(1))).contains(true);
			assertThat(cache.find("post:12", Ends.byEntriesOf(POST)).state()).isNotNull();
		});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "NONE", "FLAPS" })
	void requestsGoOnWithoutItAndItComesBackByItself(Fault fault) {
		try (var redis = server.client(way.port())) {
			var cache = new RedisCache(redis);
			var limits = new RedisLimits(redis);
			requireWorking(redis, cache, limits);

			way.become(fault);
			await().atMost(Duration.ofSeconds(10)).until(() -> {
				request(cache, limits);
				return redis.isAway();
			});
			var begun = System.nanoTime();
			for (int i = 0; i < 1000; i++) {
				request(cache, limits);
			}
			// but for the one that finds out whether it is back
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
			assertThat(views(redis).take(Map.of(POST, 3L)))
					.as("views that it does not take are stored at once").isEqualTo(Map.of(POST, 3L));

			way.become(Fault.NONE);
			requireWorking(redis, cache, limits);
		}
	}

	@Test
	void flappingItIsUsedNowAndThen() {
		try (var redis = server.client(way.port())) {
			var cache = new RedisCache(redis);
			var limits = new RedisLimits(redis);
			way.become(Fault.FLAPS);
			await().atMost(Duration.ofSeconds(15))
					.until(() -> limits.of("post 12", MANY, bucket -> bucket.tryConsume(1)).isPresent());
			way.become(Fault.NONE);
			requireWorking(redis, cache, limits);
		}
	}

	/** Nobody knows who has signed the certificate. */
	@Test
	void aWrongCertificateIsAway() throws Exception {
		var keys = folder.resolve("keys.p12");
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
				"redis", "-keyalg",
				"EC", "-dname", "CN=localhost", "-storepass", "secret", "-keystore", keys.toString()).inheritIO().start()
				.waitFor();
		var store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
		var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(store, "secret".toCharArray());
		var context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor();
				var tls = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
			threads.execute(() -> serve(tls));
			try (var redis = new Redis(URI.create("rediss://localhost:" + tls.getLocalPort()), "madang:", Duration.ofSeconds(5),
					FaultyProxy.engines(clock))) {
				assertThat(redis.isAway()).isTrue();
			}
		}
	}

	private static void serve(SSLServerSocket tls) {
		while (!tls.isClosed()) {
			try (var socket = (SSLSocket) tls.accept()) {
				socket.startHandshake();
			}
			catch (IOException refused) {
				// by the client, or closed
			}
		}
	}

	@Test
	void absentAtTheStartItIsFoundLater() {
		way.become(Fault.REFUSES);
		try (var redis = server.client(way.port())) {
			var cache = new RedisCache(redis);
			var limits = new RedisLimits(redis);
			assertThat(redis.isAway()).isTrue();
			request(cache, limits);
			way.become(Fault.NONE);
			requireWorking(redis, cache, limits);
		}
	}
}
