package dev.madang.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.madang.activity.Committed;
import dev.madang.activity.EventType;
import dev.madang.activity.SharedCache;
import dev.madang.platform.Subject;
import dev.madang.platform.engine.EngineAway;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/**
 * What nodes have read, in Redis. Entries of the log are counted there: all of them, those that may show anywhere, and those of one
 * thing. What is kept names the counts from before it was read, and is true as long as they have not moved. A node that has written
 * and not yet told so neither takes nor keeps anything; the others find it out within a moment, or when what they keep has expired.
 */
class RedisCache implements SharedCache, Committed {

	private static final String ANY = Redis.PREFIX + "changes";

	private static final String ANYWHERE = Redis.PREFIX + "changes:anywhere";

	/** What one thing's own count may forget: longer than anything is kept that names it. */
	private static final Duration REMEMBERED = Duration.ofMinutes(10);

	/** Counts that were lost begin at the time, so that they never say what they have said before. */
	private static final String COUNT = """
			for i, key in ipairs(KEYS) do
			  if redis.call('EXISTS', key) == 0 then redis.call('SET', key, ARGV[1]) end
			  redis.call('INCR', key)
			  if i > tonumber(ARGV[2]) then redis.call('PEXPIRE', key, ARGV[3]) end
			end
			return 1
			""";

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Redis redis;

	private final AtomicBoolean telling = new AtomicBoolean();

	private final Set<String> untold = new HashSet<>();

	RedisCache(Redis redis) {
		this.redis = redis;
		// what happened while this node was not there, or in commands beside it
		untold.addAll(Set.of(ANY, ANYWHERE));
		tell();
	}

	@Override
	public void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		var changed = switch (type.action()) {
			case SIGNED_IN, SIGN_IN_ENDED, DRAFTED, DRAFT_DISCARDED -> Set.<String>of();
			case LIKED, UNLIKED -> of(subject);
			case PUBLISHED -> detail.get("post") instanceof Long post ? of(new Subject("post", post)) : of(null);
			default -> Set.of(ANY, ANYWHERE);
		};
		if (!changed.isEmpty()) {
			synchronized (untold) {
				untold.addAll(changed);
			}
			tell();
		}
	}

	private static Set<String> of(@Nullable Subject subject) {
		return subject == null ? Set.of(ANY) : Set.of(ANY, own(subject));
	}

	private static String own(Subject subject) {
		return ANY + ":" + subject;
	}

	private void tell() {
		if (telling.compareAndSet(false, true)) {
			Thread.startVirtualThread(this::tellAll);
		}
	}

	/** Until it has been told; meanwhile it is all the same how often something is written. */
	private void tellAll() {
		try {
			while (true) {
				String[] keys;
				synchronized (untold) {
					keys = untold.stream().sorted((one, other) -> Integer.compare(one.length(), other.length()))
							.toArray(String[]::new);
					if (keys.length == 0) {
						telling.set(false);
						return;
					}
				}
				if (count(keys)) {
					synchronized (untold) {
						untold.removeAll(Arrays.asList(keys));
					}
				}
				else {
					Thread.sleep(PAUSE);
				}
			}
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean count(String[] keys) {
		var lasting = Arrays.stream(keys).filter(key -> key.equals(ANY) || key.equals(ANYWHERE)).count();
		try {
			redis.call(
					commands -> commands.eval(COUNT, List.of(keys), List.of(String.valueOf(System.currentTimeMillis() * 1000),
							String.valueOf(lasting), String.valueOf(REMEMBERED.toMillis()))));
			return true;
		}
		catch (EngineAway away) {
			return false;
		}
	}

	private boolean hasUntold() {
		synchronized (untold) {
			return !untold.isEmpty();
		}
	}

	@Override
	public Found find(String key, Ends ends) {
		if (hasUntold() || redis.isAway()) {
			return Found.NOTHING;
		}
		var counts = counts(ends);
		var keys = Arrays.copyOf(counts, counts.length + 1);
		keys[counts.length] = Redis.PREFIX + key;
		try {
			var found = redis
					.call(commands -> commands.mget(Arrays.stream(keys).map(RedisCache::bytes).toArray(byte[][]::new)));
			var state = new StringBuilder();
			for (byte @Nullable [] count : found.subList(0, counts.length)) {
				state.append(count == null ? "-" : text(count)).append(' ');
			}
			return new Found(value(found.getLast(), state.toString()), state.toString());
		}
		catch (EngineAway away) {
			return Found.NOTHING;
		}
	}

	private static String[] counts(Ends ends) {
		if (ends.never()) {
			return new String[0];
		}
		return ends.subject() == null ? new String[]{ ANY } : new String[]{ ANYWHERE, own(ends.subject()) };
	}

	/** What was kept, if it was in this state. */
	private static byte @Nullable [] value(byte @Nullable [] kept, String state) {
		if (kept == null) {
			return null;
		}
		var bytes = ByteBuffer.wrap(kept);
		var was = new byte[bytes.get()];
		bytes.get(was);
		if (!text(was).equals(state)) {
			return null;
		}
		var value = new byte[bytes.remaining()];
		bytes.get(value);
		return value;
	}

	@Override
	public void keep(String key, Found found, byte[] value, Duration holds) {
		if (found.state() == null || hasUntold() || redis.isAway()) {
			return;
		}
		var state = found.state().getBytes(StandardCharsets.UTF_8);
		var bytes = ByteBuffer.allocate(1 + state.length + value.length).put((byte) state.length).put(state).put(value).array();
		try {
			redis.call(commands -> commands.set(bytes(Redis.PREFIX + key), bytes,
					SetParams.setParams().px(holds.toMillis())));
		}
		catch (EngineAway away) {
			// the next one reads it again
		}
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}
}
