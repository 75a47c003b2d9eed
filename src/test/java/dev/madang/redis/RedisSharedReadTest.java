package dev.madang.redis;

import java.util.Map;
import java.util.Optional;

import dev.madang.activity.EventType;
import dev.madang.activity.SharedCache;
import dev.madang.activity.SharedReadTest;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.AfterAll;

/** What is read for everybody, with Redis between nodes. */
@Aside
class RedisSharedReadTest extends SharedReadTest {

	private static final RealRedis SERVER = new RealRedis();

	private static final Redis REDIS = SERVER.client();

	private static final RedisCache CACHE = new RedisCache(REDIS);

	@AfterAll
	static void stop() {
		REDIS.close();
		SERVER.close();
	}

	@Override
	protected Optional<SharedCache> cache() {
		return Optional.of(CACHE);
	}

	@Override
	protected void committed(EventType type) {
		super.committed(type);
		CACHE.committed(type, null, Map.of());
	}
}
