package dev.madang.activity;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntBiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

import dev.madang.platform.Subject;

/** Tells kept reads when something was written in this process: any entry of the log ends them all. */
@Component
public class SharedReads implements Committed {

	private final AtomicLong changes = new AtomicLong();

	private final SharedValues values;

	SharedReads(SharedValues values) {
		this.values = values;
	}

	@Override
	public void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		changes.incrementAndGet();
	}

	/** How often something was written: what was read at another count may be old. */
	long changes() {
		return changes.get();
	}

	SharedValues values() {
		return values;
	}

	/**
	 * Keeps what is read by a key.
	 *
	 * @param name of all that it keeps, such as {@code posts}
	 * @param characters how many are in key and what was read, about
	 */
	public <K, V> SharedRead<K, V> by(String name, TypeReference<V> type, ToIntBiFunction<K, V> characters) {
		return new SharedRead<>(this, name, type, characters);
	}
}
