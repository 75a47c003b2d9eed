package dev.madang.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import dev.madang.platform.SharedLimits;
import dev.madang.platform.engine.EngineAway;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;

/** Buckets that all nodes take from. */
class RedisLimits implements SharedLimits {

	/** A bucket goes when it has been full for so long. */
	private static final Duration KEPT = Duration.ofMinutes(1);

	private final Redis redis;

	private final ProxyManager<String> buckets;

	RedisLimits(Redis redis) {
		this.redis = redis;
		buckets = Bucket4jJedis.casBasedBuilder(redis.client()).keyMapper(Mapper.STRING)
				.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT)).build();
	}

	@Override
	public <T> Optional<T> of(String key, BucketConfiguration configuration, Function<Bucket, T> work) {
		try {
			return Optional.of(redis
					.callAll(() -> work.apply(buckets.builder().build(Redis.PREFIX + "limit:" + key, () -> configuration))));
		}
		catch (EngineAway away) {
			return Optional.empty();
		}
	}
}
