package dev.madang.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Answers for guests, each for a second at most, and no longer than what it shows is as it was. On another node, or by a
 * command, a change is seen after that second.
 */
final class GuestCache {

	private static final Duration HOLDS = Duration.ofSeconds(1);

	/** What was not asked for as lately is not worth keeping: it would hardly be asked for while it holds, and it grows old on the heap. */
	private static final int AGAIN_WITHIN_MILLIS = 1000;

	private static final int ASKED = 8192;

	private final Cache<String, Answer> answers;

	private final Map<String, Making> makings = new ConcurrentHashMap<>();

	/** For a place by hash, the hash that was asked for last and when, in milliseconds. */
	private final AtomicLongArray asked = new AtomicLongArray(ASKED);

	private final Stamp.Changes changes = new Stamp.Changes();

	/** @param bytes what it may take of memory */
	GuestCache(long bytes) {
		answers = Caffeine.newBuilder().maximumWeight(bytes)
				.weigher((String key, Answer answer) -> 2 * key.length() + answer.weight())
				.expireAfterWrite(HOLDS).scheduler(Scheduler.systemScheduler()).executor(Runnable::run).build();
	}

	/** One that may be given now. */
	@Nullable
	Answer find(String key) {
		var answer = answers.getIfPresent(key);
		return answer != null && answer.stamp.isCurrent() ? answer : null;
	}

	/** Whether somebody asked for it a moment ago; keeps in mind that it was asked for now. */
	boolean isAskedAgain(String key) {
		var hash = key.hashCode() * 0x9E3779B9;
		var now = (int) (System.nanoTime() / 1_000_000);
		var before = asked.getAndSet(hash >>> 19, (long) hash << 32 | now & 0xffffffffL);
		return before >>> 32 == (hash & 0xffffffffL) && now - (int) before <= AGAIN_WITHIN_MILLIS;
	}

	/** Whoever makes the answer already, or nobody: then it is up to the caller, who must {@link #end} it. */
	@Nullable
	Making join(String key, Making own) {
		var other = makings.putIfAbsent(key, own);
		return other != null && other.stamp.isCurrent() ? other : null;
	}

	/** Keeps what was made, if it is for everybody, and tells whoever waits. */
	void end(String key, Making making, @Nullable Answer answer) {
		if (answer != null) {
			answers.put(key, answer);
		}
		makings.remove(key, making);
		making.end(answer);
	}

	Stamp stamp(String address) {
		return new Stamp(changes, address);
	}

	/** Nothing that was made before may be given any more. */
	void forgetAll() {
		changes.all();
	}

	/** The same for addresses with this name in them, such as an id. */
	void forget(String name) {
		changes.of(name);
	}

	/** What the answers take of memory now, in bytes, about. */
	long bytes() {
		return answers.policy().eviction().map(eviction -> eviction.weightedSize().orElse(0)).orElse(0L);
	}
}
