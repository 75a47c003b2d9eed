package dev.madang.chat;

import java.util.HexFormat;

import dev.madang.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which database it is that counts the messages of a room. Where one was restored from a copy, what it counts begins at an earlier
 * place, so its epoch is another: that of the cluster, its line of history, and the table of messages.
 */
@Component
public class Epoch {

	private final SingletonSupplier<String> value;

	Epoch(JdbcClient jdbc) {
		value = SingletonSupplier.of(() -> HexFormat.of().formatHex(Sha256.of(jdbc.sql("""
				select system_identifier || ' ' || timeline_id || ' ' || 'message'::regclass::oid
				from pg_control_system(), pg_control_checkpoint()
				""").query(String.class).single()), 0, 8));
	}

	public String value() {
		return value.obtain();
	}
}
