package dev.madang.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.counter.StoredViews;
import dev.madang.counter.ViewSink;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Subject;
import dev.madang.platform.engine.EngineAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Views of all nodes, counted in a hash of Redis. Every few minutes one node takes the hash away under another name, stores it under
 * the name of the batch, and deletes it after the commit: whatever dies in between, the next one finds it, and the database knows
 * whether it was stored. So no view counts twice; with Redis those are lost that it has not handed over, and of a node those of the
 * seconds in which Redis did not say whether it had counted them.
 */
class RedisViews implements ViewSink {

	private static final Logger LOG = LoggerFactory.getLogger(RedisViews.class);

	static final String WAITING = "views";

	static final String TAKEN = "views:taken";

	/** The field that names the batch. */
	private static final String BATCH = "batch";

	/** A batch has its name from the beginning, so that it is known if Redis brings it back from an older state. */
	private static final String ADD = """
			redis.call('HSETNX', KEYS[1], 'batch', ARGV[1])
			local now = {}
			for i = 2, #ARGV, 2 do now[#now + 1] = redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
			return now
			""";

	private static final String TAKE = """
			if redis.call('EXISTS', KEYS[2]) == 0 then
			  if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
			  redis.call('RENAME', KEYS[1], KEYS[2])
			end
			return redis.call('HGETALL', KEYS[2])
			""";

	private static final String FORGET = """
			if redis.call('HGET', KEYS[1], 'batch') == ARGV[1] then redis.call('DEL', KEYS[1]) end
			return 1
			""";

	private static final int AT_ONCE = 1_000;

	/** There may be a hundred thousand, after a night without a database. */
	private static final Duration STORES_WITHIN = Duration.ofSeconds(20);

	private static final Pattern THING = Pattern.compile("[a-z-]+:[0-9]{1,18}");

	private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

	private final Redis redis;

	private final StoredViews stored;

	private final ClusterSignals signals;

	private final Cache<Subject, Long> known;

	private final Duration heardWithin;

	/** @param heardWithin how long it takes until other nodes have heard that what they know is stored */
	RedisViews(Redis redis, StoredViews stored, ClusterSignals signals, Duration every, Duration heardWithin) {
		this.heardWithin = heardWithin;
		this.redis = redis;
		this.stored = stored;
		this.signals = signals;
		known = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(every).build();
		signals.on("views", word -> known.invalidateAll());
	}

	@Override
	public Map<Subject, Long> take(Map<Subject, Long> views) {
		var left = new HashMap<>(views);
		while (!left.isEmpty() && redis.answers()) {
			var some = some(left);
			try {
				add(some);
			}
			catch (EngineAway away) {
				known.invalidateAll();
				if (!Redis.mayHaveDone(away)) {
					return left;
				}
				LOG.warn("The views of {} things within the last seconds are lost: {}", some.size(), away.getMessage());
			}
			some.forEach(subject -> left.remove(subject.getKey()));
		}
		return left;
	}

	private static List<Map.Entry<Subject, Long>> some(Map<Subject, Long> views) {
		return views.entrySet().stream().limit(AT_ONCE).map(Map.Entry::copyOf).toList();
	}

	private void add(List<Map.Entry<Subject, Long>> views) {
		var arguments = new ArrayList<>(List.of(UUID.randomUUID().toString()));
		for (var each : views) {
			arguments.add(each.getKey().toString());
			arguments.add(each.getValue().toString());
		}
		var now = redis.call(commands -> ((List<?>) commands.eval(ADD, List.of(redis.key(WAITING)), arguments)).stream()
				.map(Long.class::cast).toList());
		for (int i = 0; i < views.size(); i++) {
			known.put(views.get(i).getKey(), now.get(i));
		}
	}

	@Override
	public long waiting(Subject subject) {
		var waiting = known.getIfPresent(subject);
		return waiting == null ? 0 : waiting;
	}

	/** What was there before this node started is soon stored too. */
	@Scheduled(initialDelayString = "PT10S", fixedDelayString = "${madang.redis.views-every:PT5M}")
	void store() {
		if (redis.isAway()) {
			return;
		}
		try (var connection = redis.own(STORES_WITHIN)) {
			var taken = (List<?>) connection.eval(TAKE, List.of(redis.key(WAITING), redis.key(TAKEN)), List.of());
			if (!taken.isEmpty()) {
				// before it: whoever reads what is stored must not add what they knew of it
				signals.send("views", "");
				Thread.sleep(heardWithin);
				var batch = store(taken.iterator());
				connection.eval(FORGET, List.of(redis.key(TAKEN)), List.of(batch));
			}
		}
		catch (JedisException e) {
			LOG.warn("Views wait in redis: {}", e.getMessage());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Stores what is in a batch, and says its name. */
	private String store(Iterator<?> fields) {
		var batch = "";
		var views = new HashMap<Subject, Long>();
		while (fields.hasNext()) {
			var field = String.valueOf(fields.next());
			var value = String.valueOf(fields.next());
			if (field.equals(BATCH)) {
				batch = value;
			}
			else if (THING.matcher(field).matches() && COUNT.matcher(value).matches()) {
				views.put(Subject.parse(field), Long.valueOf(value));
			}
			else {
				LOG.warn("Not a count of views: {}", field);
			}
		}
		stored.storeOnce(batch, views);
		return batch;
	}
}
