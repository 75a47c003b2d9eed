package dev.madang.events.kafka;

import java.lang.reflect.Field;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A client of Kafka allocates as many bytes as the first four of an answer say, up to 2 GB (KAFKA-4090): a port that speaks something
 * else, such as TLS or HTTP, would exhaust the heap and with it end the process. The bound that its brokers have is there in clients,
 * too, but they have no setting for it.
 */
final class ReceiveLimit {

	/** Far above what is asked for at once. */
	static final int BYTES = 16 << 20;

	private static final List<String> WAY = List.of("delegate", "sender", "client", "client", "selector");

	private ReceiveLimit() {
	}

	/** Sets the bound of a client that was just made. */
	static <T> T on(T client) {
		try {
			var selector = selector(client);
			require(selector, "maxReceiveSize").setInt(selector, BYTES);
			return client;
		}
		catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	/** The bound of a client. */
	static int of(Object client) {
		try {
			var selector = selector(client);
			return require(selector, "maxReceiveSize").getInt(selector);
		}
		catch (ReflectiveOperationException e) {
			throw another(e);
		}
	}

	private static IllegalStateException another(ReflectiveOperationException e) {
		return new IllegalStateException("The client of Kafka is another than this program was built with", e);
	}

	private static Object selector(Object client) throws ReflectiveOperationException {
		var part = client;
		for (var name : WAY) {
			var field = field(part, name);
			if (field != null) {
				part = field.get(part);
			}
		}
		return part;
	}

	private static Field require(Object of, String name) throws NoSuchFieldException {
		var field = field(of, name);
		if (field == null) {
			throw new NoSuchFieldException(name + " of " + of.getClass());
		}
		return field;
	}

	private static @Nullable Field field(Object of, String name) {
		for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
			for (var field : type.getDeclaredFields()) {
				if (field.getName().equals(name)) {
					field.setAccessible(true);
					return field;
				}
			}
		}
		return null;
	}
}
