package dev.madang.media;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.madang.platform.engine.EngineAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks again at pictures in a bucket that were hidden, restored or removed. A server may go on with what its client has given up, and
 * begins with it for as long as the signature is good, a quarter of an hour: a late copy would show again what was hidden meanwhile.
 * So what the row says is done once more after a minute, and for good when no call of before can come any more.
 */
@Component
class SecondLook {

	private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

	private final JdbcClient jdbc;

	private final MediaStore store;

	private final boolean isElsewhere;

	private final TransactionTemplate transaction;

	SecondLook(JdbcClient jdbc, MediaStore store, FolderStore folder, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.store = store;
		this.isElsewhere = !store.equals(folder);
		this.transaction = transaction;
	}

	/** A folder does what it is told at once, or not at all. */
	void note(String key) {
		if (isElsewhere) {
			jdbc.sql("""
					insert into media_removal (key, at)
					values ('look 1 ' || :key, now() + interval '1 minute'), ('look 2 ' || :key, now() + interval '16 minutes')
					on conflict (key) do update set at = excluded.at
					""").param("key", key).update();
		}
	}

	@Scheduled(fixedDelayString = "PT1M")
	void look() {
		look(Instant.now());
	}

	/** @param now those that are due by then */
	void look(Instant now) {
		for (var note : jdbc.sql("select key from media_removal where key like 'look %' and at <= :now order by at limit 1000")
				.param("now", now.atOffset(ZoneOffset.UTC)).query(String.class).list()) {
			var key = note.substring(note.lastIndexOf(' ') + 1);
			try {
				transaction.executeWithoutResult(status -> {
					settle(key);
					jdbc.sql("delete from media_removal where key = :note").param("note", note).update();
				});
			}
			catch (EngineAway e) {
				LOG.warn("Hidden pictures cannot be looked at again at the moment: {}", e.getMessage());
				return;
			}
		}
	}

	/** Whoever hides or restores it meanwhile waits, so that this is never the last to act on what was before. */
	private void settle(String key) {
		var hidden = jdbc.sql("select hidden from media where key = :key for no key update").param("key", key)
				.query(Boolean.class).optional();
		try {
			if (hidden.isEmpty()) {
				store.remove(key);
			}
			else if (hidden.get()) {
				store.hide(key);
			}
			else {
				store.show(key);
			}
		}
		catch (IOException e) {
			LOG.warn("The files of {} cannot be settled: {}", key, e.getMessage());
		}
	}
}
