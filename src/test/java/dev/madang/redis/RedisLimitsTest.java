package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.madang.platform.LimitsTest;
import dev.madang.platform.Problem;
import dev.madang.platform.SharedLimits;
import io.github.bucket4j.BucketConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of all nodes are as those of one. */
class RedisLimitsTest extends LimitsTest {

	private final RealRedis server = new RealRedis();

	private final Redis redis = server.client();

	private final Redis other = server.client();

	@Override
	protected Optional<SharedLimits> shared() {
		return Optional.of(new RedisLimits(redis));
	}

	@AfterEach
	void stop() {
		redis.close();
		other.close();
		server.close();
	}

	private boolean take(Redis node) {
		var three = BucketConfiguration.builder().addLimit(limit -> limit.capacity(3).refillGreedy(3, Duration.ofHours(1)))
				.build();
		return new RedisLimits(node).of("post 12", three, bucket -> bucket.tryConsume(1)).orElseThrow();
	}

	@Test
	void nodesTakeFromTheSameBucket() {
		assertThat(take(redis)).isTrue();
		assertThat(take(other)).isTrue();
		assertThat(take(redis)).isTrue();
		assertThat(take(other)).isFalse();
	}

	@Test
	void keysDoNotSayByWhom() {
		limits(true).take("reset-of", "gana@example.org", 1, Duration.ofHours(1));
		Set<String> keys = redis.call(commands -> commands.keys("*"));
		assertThat(keys).anyMatch(key -> key.startsWith("madang:limit:reset-of:")).noneMatch(key -> key.contains("gana"));
	}

	@Test
	void aBucketIsForgottenWhenItHasLongBeenFull() {
		take(redis);
		var millis = redis.call(commands -> commands.pttl(commands.keys("madang:limit:post:*").iterator().next()));
		assertThat(Duration.ofMillis(millis)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(65));
	}

	@Test
	void withoutRedisEachNodeCountsByItself() {
		var limits = limits(true);
		limits.take("log-in", "12", 1, Duration.ofHours(1));
		server.kill();
		limits.take("log-in", "12", 1, Duration.ofHours(1));
		assertThatThrownBy(() -> limits.take("log-in", "12", 1, Duration.ofHours(1))).isInstanceOf(Problem.class);
	}
}
