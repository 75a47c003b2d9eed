package dev.madang.media;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.madang.platform.OnWorkers;
import dev.madang.platform.engine.EngineAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks again at pictures in a bucket that were hidden, restored or removed. A server may go on with what its client has given up, and
 * begins with it for as long as the signature is good, a quarter of an hour: a late copy would show again what was hidden meanwhile.
 * So what the row says is done once more after a minute, and for good when no call of before can come any more.
 */
@Component
class SecondLook {

	private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

	/** Then it is not one picture's fault. */
	private static final int FAILURES_IN_A_ROW = 3;

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
	@OnWorkers
	void look() {
		look(Instant.now());
	}

	/** @param now those that are due by then */
	void look(Instant now) {
		var failed = 0;
		for (var note : jdbc.sql("select key from media_removal where key like 'look %' and at <= :now order by at limit 1000")
				.param("now", now.atOffset(ZoneOffset.UTC)).query(String.class).list()) {
			var key = note.substring(note.lastIndexOf(' ') + 1);
			try {
				transaction.executeWithoutResult(status -> {
					var hidden = locked(key);
					if (isTaken(note)) {
						return;
					}
					mayTakeLong();
					settle(key, hidden);
					jdbc.sql("delete from media_removal where key = :note and at <= :now").param("note", note)
							.param("now", now.atOffset(ZoneOffset.UTC)).update();
				});
				failed = 0;
			}
			catch (EngineAway | DataAccessException | TransactionException e) {
				LOG.warn("{} cannot be looked at again at the moment: {}", key, e.getMessage());
				if (++failed == FAILURES_IN_A_ROW) {
					return;
				}
				later(note);
			}
		}
	}

	/**
	 * Whether a picture is hidden, or nothing if it was removed. Whoever hides or restores it meanwhile waits, so that this is never
	 * the last to act on what was before; they lock in the same order, the picture and then the note.
	 */
	private Optional<Boolean> locked(String key) {
		return jdbc.sql("select hidden from media where key = :key for no key update").param("key", key).query(Boolean.class)
				.optional();
	}

	private boolean isTaken(String note) {
		return jdbc.sql("select 1 from media_removal where key = :note for update skip locked").param("note", note)
				.query(Integer.class).optional().isEmpty();
	}

	/** A transaction stands still while a bucket works: it is not ended for that. */
	void mayTakeLong() {
		if (isElsewhere) {
			jdbc.sql("set local idle_in_transaction_session_timeout = '10min'").update();
		}
	}

	/** One that always fails must not hold up those behind it. */
	private void later(String note) {
		jdbc.sql("update media_removal set at = greatest(at, now() + interval '1 minute') where key = :note")
				.param("note", note).update();
	}

	private void settle(String key, Optional<Boolean> hidden) {
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
