package dev.madang.activity;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntBiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.madang.platform.Subject;

/** Tells kept reads when something was written in this process: any entry of the log ends them all. */
@Component
public class SharedReads implements Committed {

	private final AtomicLong changes = new AtomicLong();

	@Override
	public void committed(EventType type, @Nullable Subject subject, Map<String, ?> detail) {
		changes.incrementAndGet();
	}

	/** How often something was written: what was read at another count may be old. */
	long changes() {
		return changes.get();
	}

	/**
	 * Keeps what is read by a key.
	 *
	 * @param characters how many are in key and what was read, about
	 */
	public <K, V> SharedRead<K, V> by(ToIntBiFunction<K, V> characters) {
		return new SharedRead<>(this, characters);
	}
}
