package dev.madang.activity;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;

/**
 * What is read for every member alike, such as the rows of a list: for a second at most, and never past an entry of the log that
 * was written in this process. On another node, by a command, or by what follows the log, a change is seen after that second.
 */
public final class SharedRead<K, V> {

	private static final Duration HOLDS = Duration.ofSeconds(1);

	/** Characters of all that is kept by one reader: two or four megabytes. */
	private static final int MOST = 2 << 20;

	/** What stands beside the characters, in characters. */
	private static final int OVERHEAD = 256;

	private record Kept<V>(V value, long changes) {
	}

	private final SharedReads all;

	private final Cache<K, Kept<V>> kept;

	SharedRead(SharedReads all, ToIntBiFunction<K, V> characters) {
		this.all = all;
		kept = Caffeine.newBuilder().maximumWeight(MOST)
				.weigher((K key, Kept<V> read) -> OVERHEAD + characters.applyAsInt(key, read.value()))
				.expireAfterWrite(HOLDS).scheduler(Scheduler.systemScheduler()).executor(Runnable::run).build();
	}

	/** What was read a moment ago; never within a transaction, which has a view of its own. */
	public @Nullable V find(K key) {
		var found = isWithinTransaction() ? null : kept.getIfPresent(key);
		return found != null && found.changes() == all.changes() ? found.value() : null;
	}

	/**
	 * Reads now, and keeps it for others.
	 *
	 * @param common what of it is the same for everybody
	 */
	public V read(K key, Supplier<V> read, UnaryOperator<V> common) {
		var changes = all.changes();
		var value = read.get();
		if (!isWithinTransaction()) {
			kept.put(key, new Kept<>(common.apply(value), changes));
		}
		return value;
	}

	private static boolean isWithinTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}
}
