package dev.madang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.madang.activity.Action;
import dev.madang.activity.EventType;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.platform.Subject;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one node has kept, another finds, until somebody has written something. */
@Aside
class RedisCacheTest {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Subject POST = new Subject("post", 12);

	private final RealRedis server = new RealRedis();

	private final Redis near = server.client();

	private final Redis far = server.client();

	private final RedisCache here = new RedisCache(near);

	private final RedisCache there = new RedisCache(far);

	@AfterEach
	void stop() {
		near.close();
		far.close();
		server.close();
	}

	private static void keep(RedisCache node, String key, Ends ends, String value) {
		await().until(() -> node.find(key, ends).state() != null);
		node.keep(key, node.find(key, ends), value.getBytes(StandardCharsets.UTF_8), LONG);
	}

	private static String found(RedisCache node, String key, Ends ends) {
		await().until(() -> node.find(key, ends).state() != null);
		var value = node.find(key, ends).value();
		return value == null ? "" : new String(value, StandardCharsets.UTF_8);
	}

	private static void written(RedisCache node, Action action, Subject subject, Map<String, ?> detail) {
		node.committed(new EventType("post", action), subject, detail);
	}

	@Test
	void oneNodeFindsWhatAnotherHasKept() {
		keep(here, "posts:a", Ends.BY_ANY_ENTRY, "꽃");
		assertThat(found(there, "posts:a", Ends.BY_ANY_ENTRY)).isEqualTo("꽃");
	}

	@Test
	void anyEntryOfAnotherNodeEndsAList() {
		keep(here, "posts:a", Ends.BY_ANY_ENTRY, "before");
		written(there, Action.LIKED, POST, Map.of());
		await().untilAsserted(() -> assertThat(found(here, "posts:a", Ends.BY_ANY_ENTRY)).isEmpty());
	}

	@Test
	void whatItselfHasWrittenEndsAtOnce() {
		keep(here, "posts:a", Ends.BY_ANY_ENTRY, "before");
		written(here, Action.EDITED, POST, Map.of());
		assertThat(here.find("posts:a", Ends.BY_ANY_ENTRY).value()).isNull();
	}

	@Test
	void aLikeOfAnotherThingDoesNotEndAThing() {
		keep(here, "post:12", Ends.byEntriesOf(POST), "twelve");
		written(there, Action.LIKED, new Subject("post", 13), Map.of());
		there.committed(new EventType("comment", Action.ADDED), new Subject("comment", 1), Map.of("post", 13L));
		there.committed(new EventType("message", Action.ADDED), new Subject("message", 1), Map.of("room", 1L));
		await().untilAsserted(() -> assertThat(found(there, "post:12", Ends.byEntriesOf(POST))).isEqualTo("twelve"));
		there.committed(new EventType("comment", Action.ADDED), new Subject("comment", 2), Map.of("post", 12L));
		await().untilAsserted(() -> assertThat(found(here, "post:12", Ends.byEntriesOf(POST))).isEmpty());
	}

	@Test
	void whatMayShowAnywhereEndsEveryThing() {
		keep(here, "post:12", Ends.byEntriesOf(POST), "twelve");
		written(there, Action.HIDDEN, new Subject("member", 1), Map.of());
		await().untilAsserted(() -> assertThat(found(here, "post:12", Ends.byEntriesOf(POST))).isEmpty());
	}

	@Test
	void onlyTimeEndsWhatIsKeptForATime() {
		keep(here, "front", Ends.BY_TIME, "page");
		written(here, Action.EDITED, POST, Map.of());
		assertThat(found(there, "front", Ends.BY_TIME)).isEqualTo("page");
	}

	@Test
	void whatWasReadBeforeAnEntryIsNotTrueAfterIt() {
		await().until(() -> here.find("post:12", Ends.byEntriesOf(POST)).state() != null);
		var before = here.find("post:12", Ends.byEntriesOf(POST));
		written(there, Action.LIKED, POST, Map.of());
		await().until(() -> !Objects.equals(before.state(), there.find("post:12", Ends.byEntriesOf(POST)).state()));
		here.keep("post:12", before, new byte[]{ 1 }, LONG);
		assertThat(found(here, "post:12", Ends.byEntriesOf(POST))).isEmpty();
	}

	@Test
	void afterRedisHasLostEverythingNothingOldIsFound() {
		keep(here, "posts:a", Ends.BY_ANY_ENTRY, "before");
		server.kill();
		written(here, Action.EDITED, POST, Map.of());
		assertThat(here.find("posts:a", Ends.BY_ANY_ENTRY).value()).isNull();
		server.start();
		await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(found(there, "posts:a", Ends.BY_ANY_ENTRY)).isEmpty());
		await().until(() -> here.find("posts:a", Ends.BY_ANY_ENTRY).state() != null);
		keep(there, "posts:a", Ends.BY_ANY_ENTRY, "after");
		assertThat(found(here, "posts:a", Ends.BY_ANY_ENTRY)).isEqualTo("after");
	}
}
