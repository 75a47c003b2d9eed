package dev.madang.activity;

import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;

import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedCache.Found;
import dev.madang.platform.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

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

	private final String name;

	private final TypeReference<V> type;

	/** How far entries had come when something was looked for last: whatever is read after is as new at least. */
	private volatile Found found = Found.NOTHING;

	SharedRead(SharedReads all, String name, TypeReference<V> type, ToIntBiFunction<K, V> characters) {
		this.name = name;
		this.type = type;
		this.all = all;
		kept = Caffeine.newBuilder().maximumWeight(MOST)
				.weigher((K key, Kept<V> read) -> OVERHEAD + characters.applyAsInt(key, read.value()))
				.expireAfterWrite(HOLDS).scheduler(Scheduler.systemScheduler()).executor(Runnable::run).build();
	}

	/** What was read a moment ago; never within a transaction, which has a view of its own. */
	public @Nullable V find(K key) {
		if (isWithinTransaction()) {
			return null;
		}
		var near = kept.getIfPresent(key);
		return near != null && near.changes() == all.changes() ? near.value() : elsewhere(key);
	}

	private @Nullable V elsewhere(K key) {
		if (!all.values().areShared()) {
			return null;
		}
		var changes = all.changes();
		var looked = all.values().find(text(key), Ends.BY_ANY_ENTRY);
		found = new Found(null, looked.state());
		if (looked.value() == null) {
			return null;
		}
		try {
			var value = SharedValues.MAPPER.readValue(looked.value(), type);
			kept.put(key, new Kept<>(value, changes));
			return value;
		}
		catch (JacksonException ofAnotherVersion) {
			return null;
		}
	}

	private String text(K key) {
		return name + ":" + HexFormat.of().formatHex(Sha256.of(SharedValues.MAPPER.writeValueAsBytes(key)), 0, 16);
	}

	/**
	 * Reads now, and keeps it for others.
	 *
	 * @param common what of it is the same for everybody
	 */
	public V read(K key, Supplier<V> read, UnaryOperator<V> common) {
		var changes = all.changes();
		var before = found;
		var value = read.get();
		if (!isWithinTransaction()) {
			var shared = common.apply(value);
			kept.put(key, new Kept<>(shared, changes));
			if (before.state() != null) {
				all.values().keep(text(key), before, shared, SharedCache.HOLDS);
			}
		}
		return value;
	}

	private static boolean isWithinTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}
}
