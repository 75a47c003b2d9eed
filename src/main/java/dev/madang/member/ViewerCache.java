package dev.madang.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.madang.platform.Viewer;

/** Who stands behind a secret, remembered until something about them changes; never remembers what was read before that. */
final class ViewerCache<K> {

	private final Cache<K, Viewer> viewers = Caffeine.newBuilder().maximumSize(20_000)
			.expireAfterWrite(Duration.ofHours(1)).build();

	/** Grows with whatever is forgotten: what was read before must not be remembered after. */
	private final AtomicLong forgotten = new AtomicLong();

	Optional<Viewer> get(K key, Supplier<Optional<Viewer>> load) {
		var known = viewers.getIfPresent(key);
		if (known != null && known.standing().ends().isAfter(Instant.now())) {
			return Optional.of(known);
		}
		var before = forgotten.get();
		var loaded = load.get();
		if (forgotten.get() == before) {
			loaded.ifPresent(viewer -> viewers.put(key, viewer));
			if (forgotten.get() != before) {
				viewers.invalidate(key);
			}
		}
		return loaded;
	}

	void forget(Predicate<Viewer> which) {
		forgotten.incrementAndGet();
		viewers.asMap().values().removeIf(which);
	}
}
