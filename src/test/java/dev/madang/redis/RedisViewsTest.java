package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.madang.counter.StoredViews;
import dev.madang.counter.ViewSink;
import dev.madang.counter.Views;
import dev.madang.counter.ViewsTest;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Subject;
import dev.madang.platform.Subjects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Views that wait in Redis: never more than there were, and with Redis at most those are lost that it had not handed over. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisViewsTest extends ViewsTest {

	private static final int READERS = 4;

	private static final int ROUNDS = 10;

	private static final int OF_ROUND = 10_000;

	@Autowired
	ClusterSignals signals;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	ObjectProvider<Subjects> subjects;

	private RealRedis server;

	private Redis redis;

	private RedisViews here;

	@BeforeAll
	void begin() {
		server = new RealRedis();
		redis = server.client();
		here = node(redis);
	}

	@AfterAll
	void stop() {
		redis.close();
		server.close();
	}

	private RedisViews node(Redis client) {
		return new RedisViews(client, stored, signals, Duration.ofMinutes(5), Duration.ZERO);
	}

	@Override
	protected Optional<ViewSink> sink() {
		return Optional.of(here);
	}

	@Override
	protected void store() {
		here.store();
	}

	@Test
	void theyWaitUntilANodeStoresThemOfAll() {
		var post = aPost();
		var before = stored(post);
		try (var far = server.client()) {
			here.take(Map.of(post, 2L));
			node(far).take(Map.of(post, 3L));
			assertThat(stored(post)).isEqualTo(before);
			node(far).store();
		}
		assertThat(stored(post)).isEqualTo(before + 5);
		here.store();
		assertThat(stored(post)).isEqualTo(before + 5);
		await().until(() -> here.waiting(post) == 0);
	}

	@Test
	void whatIsStoredIsNotAddedToWhatAnotherNodeKnew() {
		var post = aPost();
		here.store();
		var known = new AtomicLong(-1);
		try (var far = server.client()) {
			var other = node(far);
			other.take(Map.of(post, 3L));
			assertThat(other.waiting(post)).isEqualTo(3);
			var storing = new StoredViews(jdbc, subjects) {

				@Override
				public void storeOnce(String batch, Map<Subject, Long> views) {
					known.set(other.waiting(post));
					stored.storeOnce(batch, views);
				}
			};
			new RedisViews(redis, storing, signals, Duration.ofMinutes(5), Duration.ofSeconds(1)).store();
		}
		assertThat(known.get()).isZero();
	}

	@Test
	void aNodeThatDiesAfterTheCommitHasCountedThemOnce() {
		var post = aPost();
		var before = stored(post);
		here.store();
		redis.call(commands -> commands.hset(redis.key(RedisViews.TAKEN),
				Map.of(post.toString(), "7", "batch", post + " died")));
		stored.storeOnce(post + " died", Map.of(post, 7L));
		here.store();
		assertThat(stored(post)).isEqualTo(before + 7);
		boolean left = redis.call(commands -> commands.exists(redis.key(RedisViews.TAKEN)));
		assertThat(left).isFalse();
	}

	@Test
	void aNodeThatDiesBeforeTheCommitHasThemStoredByTheNext() {
		var post = aPost();
		var before = stored(post);
		here.store();
		redis.call(commands -> commands.hset(redis.key(RedisViews.TAKEN),
				Map.of(post.toString(), "7", "batch", post + " died early")));
		here.take(Map.of(post, 1L));
		here.store();
		assertThat(stored(post)).isEqualTo(before + 7);
		here.store();
		assertThat(stored(post)).isEqualTo(before + 8);
	}

	@Test
	void anOlderStateOfRedisBringsNoViewsBack() {
		var post = aPost();
		here.store();
		var before = stored(post);
		here.take(Map.of(post, 3L));
		var older = redis.call(commands -> commands.dump(redis.key(RedisViews.WAITING)));
		here.store();
		redis.call(commands -> commands.restore(redis.key(RedisViews.WAITING), 0, older));
		here.store();
		assertThat(stored(post)).isEqualTo(before + 3);
	}

	@Test
	void whatIsNoCountIsLeftOut() {
		var post = aPost();
		here.store();
		var before = stored(post);
		here.take(Map.of(post, 2L));
		redis.call(commands -> commands.hset(redis.key(RedisViews.WAITING), Map.of("nonsense", "1", "post:1", "many")));
		here.store();
		assertThat(stored(post)).isEqualTo(before + 2);
	}

	/** It refuses to write, and still answers. */
	@Test
	void redisThatIsFullTakesNone() {
		var post = aPost();
		try (var full = new RealRedis(); var client = full.client()) {
			var node = node(client);
			client.call(commands -> commands.configSet("maxmemory", "1"));
			assertThat(node.take(Map.of(post, 2L))).isEqualTo(Map.of(post, 2L));
		}
	}

	/** 100,000 views, and Redis is killed three times, with all that waited in it. */
	@Test
	void redisThatIsKilledCostsAnIntervalAtMost() {
		var post = aPost();
		var before = stored(post);
		var waiting = 0;
		var mostLost = 0;
		try (var ownServer = new RealRedis(); var client = ownServer.client()) {
			var node = node(client);
			var views = views(Optional.of(node));
			for (int round = 0; round < ROUNDS; round++) {
				read(views, post);
				waiting += OF_ROUND / 2;
				var kills = round % 3 == 2;
				if (kills) {
					mostLost += waiting;
					waiting = 0;
					ownServer.kill();
				}
				read(views, post);
				waiting += OF_ROUND / 2;
				if (kills) {
					ownServer.start();
					await().atMost(Duration.ofSeconds(20)).until(() -> !client.isAway());
				}
				if (round % 2 == 1) {
					node.store();
					waiting = 0;
				}
			}
			node.store();
		}
		assertThat(before + ROUNDS * OF_ROUND - stored(post)).isBetween(0L, (long) mostLost);
	}

	private static void read(Views views, Subject post) {
		try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int reader = 0; reader < READERS; reader++) {
				readers.execute(() -> {
					for (int i = 0; i < OF_ROUND / 2 / READERS; i++) {
						views.count(post);
					}
				});
			}
		}
		views.flush();
	}
}
