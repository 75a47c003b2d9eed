package dev.madang.activity;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.madang.activity.SharedCache.Ends;
import dev.madang.activity.SharedCache.Found;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records that nodes read for each other, where they have a {@link SharedCache}; otherwise each reads for itself. */
@Component
public class SharedValues {

	/** Fields as they are: what programs are shown of a record is another matter. */
	static final JsonMapper MAPPER = JsonMapper.builder().disable(MapperFeature.USE_ANNOTATIONS)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
			.changeDefaultVisibility(all -> all.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
					.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
					.withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
			.build();

	/** Larger ones are not worth the way. */
	private static final int MOST_BYTES = 256 << 10;

	private final Optional<SharedCache> cache;

	SharedValues(Optional<SharedCache> cache) {
		this.cache = cache;
	}

	/** Whether other nodes may have read something already. */
	public boolean areShared() {
		return cache.isPresent();
	}

	Found find(String key, Ends ends) {
		return cache.isEmpty() || TransactionSynchronizationManager.isActualTransactionActive()
				? Found.NOTHING
				: cache.get().find(key, ends);
	}

	void keep(String key, Found found, Object value, Duration holds) {
		if (found.state() != null && cache.isPresent()) {
			var bytes = MAPPER.writeValueAsBytes(value);
			if (bytes.length <= MOST_BYTES) {
				cache.get().keep(key, found, bytes, holds);
			}
		}
	}

	/** The same of what may always be kept. */
	public <V> V get(String key, Ends ends, Duration holds, TypeReference<V> type, Supplier<V> read) {
		return get(key, ends, holds, type, read, value -> true);
	}

	/**
	 * What is kept under a key, or what is read now; within a transaction, which has a view of its own, the latter.
	 *
	 * @param mayBeKept whether what was read may be kept
	 */
	public <V> V get(String key, Ends ends, Duration holds, TypeReference<V> type, Supplier<V> read, Predicate<V> mayBeKept) {
		var found = find(key, ends);
		if (found.value() != null) {
			try {
				return MAPPER.readValue(found.value(), type);
			}
			catch (JacksonException ofAnotherVersion) {
				// of a node that has other fields: it is read anew
				return read.get();
			}
		}
		var value = read.get();
		if (mayBeKept.test(value)) {
			keep(key, found, value, holds);
		}
		return value;
	}
}
