package dev.madang.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

import dev.madang.platform.Sha256;
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

	/** By whom is nobody else's business, some of it is even secret; and a limit that was changed is another one. */
	private String key(String key, BucketConfiguration configuration) {
		var digest = HexFormat.of().formatHex(Sha256.of(key + " " + Arrays.toString(configuration.getBandwidths())), 0, 16);
		return redis.key("limit:" + key.split(" ", 2)[0] + ":" + digest);
	}

	@Override
	public <T> Optional<T> of(String key, BucketConfiguration configuration, Function<Bucket, T> work) {
		try {
			return Optional
					.of(redis.callAll(() -> work.apply(buckets.builder().build(key(key, configuration), () -> configuration))));
		}
		catch (EngineAway away) {
			return Optional.empty();
		}
	}
}
