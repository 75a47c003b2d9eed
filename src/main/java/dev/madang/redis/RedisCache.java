package dev.madang.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

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

	private static final String ANY = "changes";

	private static final String ANYWHERE = "changes:anywhere";

	private static final List<String> LASTING = List.of(ANY, ANYWHERE);

	/** In an outage so many things are remembered, and then that it may be anything. */
	private static final int MOST_UNTOLD = 100;

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

	/** Counts that are to go up. */
	private final Set<String> untold = new LinkedHashSet<>();

	/** Those that are on their way. */
	private final Set<String> beingTold = new LinkedHashSet<>();

	RedisCache(Redis redis) {
		this.redis = redis;
		// what happened while this node was not there, or in commands beside it
		untold.addAll(LASTING);
		tell();
	}

	@Override
	public void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		var changed = changed(type, subject, detail);
		if (!changed.isEmpty()) {
			synchronized (untold) {
				untold.addAll(untold.size() < MOST_UNTOLD ? changed : LASTING);
			}
			tell();
		}
	}

	private static List<String> changed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		if (type.kind().equals("message") || type.kind().equals("room")) {
			return List.of();
		}
		return switch (type.action()) {
			case SIGNED_IN, SIGN_IN_ENDED -> List.of();
			case LIKED, UNLIKED, PUBLISHED, DRAFTED, DRAFT_DISCARDED, ADDED -> detail.get("post") instanceof Long post
					? List.of(ANY, own(new Subject("post", post)))
					: subject == null ? LASTING : List.of(ANY, own(subject));
			default -> LASTING;
		};
	}

	private static String own(Subject subject) {
		return ANY + ":" + subject;
	}

	private void tell() {
		if (telling.compareAndSet(false, true)) {
			Thread.startVirtualThread(this::tellAll);
		}
	}

	/** Until it has been told; what is written meanwhile is told again. */
	private void tellAll() {
		try {
			while (true) {
				synchronized (untold) {
					beingTold.addAll(untold);
					untold.clear();
					if (beingTold.isEmpty()) {
						telling.set(false);
						return;
					}
				}
				if (count()) {
					synchronized (untold) {
						beingTold.clear();
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

	/** Those that last come first. */
	private boolean count() {
		var keys = new ArrayList<>(LASTING.stream().filter(beingTold::contains).toList());
		var lasting = keys.size();
		beingTold.stream().filter(key -> !LASTING.contains(key)).forEach(keys::add);
		try {
			redis.call(commands -> commands.eval(COUNT, keys.stream().map(redis::key).toList(),
					List.of(String.valueOf(System.currentTimeMillis() * 1000), String.valueOf(lasting),
							String.valueOf(REMEMBERED.toMillis()))));
			return true;
		}
		catch (EngineAway away) {
			return false;
		}
	}

	private boolean hasUntold() {
		synchronized (untold) {
			return !untold.isEmpty() || !beingTold.isEmpty();
		}
	}

	@Override
	public Found find(String key, Ends ends) {
		if (hasUntold() || redis.isAway()) {
			return Found.NOTHING;
		}
		var counts = counts(ends);
		var keys = Stream.concat(counts.stream(), Stream.of(key)).map(name -> bytes(redis.key(name))).toArray(byte[][]::new);
		try {
			return redis.call(commands -> found(commands.mget(keys), counts.size()));
		}
		catch (EngineAway away) {
			return Found.NOTHING;
		}
	}

	private static Found found(List<byte @Nullable []> found, int counts) {
		var state = new StringBuilder();
		for (var count : found.subList(0, counts)) {
			state.append(count == null ? "-" : text(count)).append(' ');
		}
		return new Found(value(found.get(counts), state.toString()), state.toString());
	}

	private static List<String> counts(Ends ends) {
		if (ends.never()) {
			return List.of();
		}
		return ends.subject() == null ? List.of(ANY) : List.of(ANYWHERE, own(ends.subject()));
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
			redis.call(commands -> commands.set(bytes(redis.key(key)), bytes,
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
