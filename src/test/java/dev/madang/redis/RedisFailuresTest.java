package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.net.ssl.SSLSocketFactory;

import dev.madang.activity.SharedCache.Ends;
import dev.madang.counter.StoredViews;
import dev.madang.platform.Certificates;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.SignalRelay;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import dev.madang.platform.engine.EngineAway;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.TlsWay;
import io.github.bucket4j.BucketConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import redis.clients.jedis.Jedis;

/** What becomes of a node when Redis fails, and that it comes back by itself. */
@Aside
class RedisFailuresTest {

	private static final BucketConfiguration MANY = BucketConfiguration.builder()
			.addLimit(limit -> limit.capacity(1_000_000).refillGreedy(1, Duration.ofHours(1))).build();

	private static final StaticListableBeanFactory NOTHING = new StaticListableBeanFactory();

	private static final Subject POST = new Subject("post", 12);

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
				Duration.ofMinutes(5), Duration.ZERO);
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

	@Test
	void byTlsItMustBeTrusted() {
		try (var tls = new TlsWay(server.port());
				var trusting = byTls(tls, Certificates.sockets("madang.redis.certificates", TlsWay.certificates()));
				var distrusting = byTls(tls, null)) {
			assertThat(trusting.isAway()).isFalse();
			assertThat(ping(trusting)).isEqualTo("PONG");
			assertThat(distrusting.isAway()).isTrue();
			assertThatThrownBy(() -> ping(distrusting)).isInstanceOf(EngineAway.class);
		}
	}

	private static String ping(Redis redis) {
		return redis.call(Jedis::ping);
	}

	private Redis byTls(TlsWay tls, @Nullable SSLSocketFactory trusting) {
		return new Redis(URI.create("rediss://localhost:" + tls.port()), "madang:", Duration.ofSeconds(5), trusting,
				FaultyProxy.engines(clock));
	}

	@ParameterizedTest
	@CsvSource({ "5,true", "1,true", "9,false" })
	void oneThatIsTooOldIsNotUsed(String major, boolean isTooOld) throws IOException {
		var engines = FaultyProxy.engines(clock);
		try (var old = new OtherVersion(server.port(), major);
				var redis = new Redis(URI.create("redis://127.0.0.1:" + old.port()), "madang:", Duration.ofSeconds(1), null,
						engines)) {
			assertThat(redis.isAway()).isEqualTo(isTooOld);
			if (isTooOld) {
				assertThat(engines.all().getFirst().status().trouble()).contains("it is Redis " + major, "6.2 is the oldest");
				assertThatThrownBy(() -> ping(redis)).isInstanceOf(EngineAway.class);
				assertThatThrownBy(() -> redis.own(Duration.ofSeconds(1))).hasMessageContaining("6.2");
			}
			else {
				assertThat(ping(redis)).isEqualTo("PONG");
			}
		}
	}

	@Test
	void aWrongPasswordIsAway() {
		var engines = FaultyProxy.engines(clock);
		try (var redis = new Redis(URI.create("redis://:wrong@127.0.0.1:" + server.port()), "madang:", Duration.ofSeconds(1),
				null, engines)) {
			assertThat(redis.isAway()).isTrue();
			assertThat(engines.all().getFirst().status().trouble()).contains("AUTH").doesNotContain("wrong@");
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
