package dev.madang.media;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.madang.platform.AfterCommit;
import dev.madang.platform.OnWorkers;
import dev.madang.platform.engine.EngineAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes pictures: the rows with the transaction, together with a note of the files; the files as soon as it has
 * committed, and again until they are gone.
 */
@Component
class Removals {

	private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

	private static final String REMOVE = """
			with gone as (delete from media where %s returning id, key, ready_at)
			insert into media_removal (key)
			select key from gone where key is not null
			union all
			select 'incoming ' || id from gone where ready_at is null
			on conflict do nothing
			""";

	private static final String INCOMING = "incoming ";

	private final JdbcClient jdbc;

	private final MediaStore store;

	/** What lies there still, or already, while pictures are moved, is not to be left behind. */
	private final FolderStore folder;

	private final TransactionTemplate transaction;

	private final SecondLook look;

	/** Of two that remove the same files one finds some gone that it was about to remove. */
	private final Lock removing = new ReentrantLock();

	Removals(JdbcClient jdbc, MediaStore store, FolderStore folder, TransactionTemplate transaction, SecondLook look) {
		this.folder = folder;
		this.look = look;
		this.jdbc = jdbc;
		this.store = store;
		this.transaction = transaction;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	void remove(Collection<Long> ids) {
		jdbc.sql(REMOVE.formatted("id = any(:ids)")).param("ids", ids.toArray(Long[]::new)).update();
		AfterCommit.run(this::removeFilesSoon);
	}

	@Transactional(propagation = Propagation.MANDATORY)
	void removeAllOf(long memberId) {
		jdbc.sql(REMOVE.formatted("owner_id = :id")).param("id", memberId).update();
		AfterCommit.run(this::removeFilesSoon);
	}

	/**
	 * What was never completed, and what has been attached to nothing for nearly a day. That the mark says so is not enough:
	 * who sets it may not see that something else takes the picture at the same moment.
	 */
	@Scheduled(fixedDelayString = "PT30M")
	@OnWorkers
	void sweep() {
		transaction.executeWithoutResult(status -> jdbc.sql(REMOVE.formatted("""
				(unused_since < now() - interval '23 hours'
				 or unused_since < now() - interval '2 hours' and ready_at is null)
				and not exists (select 1 from media_use u where u.media_id = media.id)""")).update());
		removeFiles();
	}

	/** Also what could not be removed when it was to be. */
	@Scheduled(fixedDelayString = "PT1M")
	@OnWorkers
	void removeFilesAgain() {
		removeFiles();
	}

	/** On a thread of its own: this one's transaction has committed, but is not over for Spring. */
	private void removeFilesSoon() {
		Thread.ofVirtual().name("picture-removal").start(this::removeFiles);
	}

	private void removeFiles() {
		removing.lock();
		try {
			removeNoted();
		}
		finally {
			removing.unlock();
		}
	}

	private void removeNoted() {
		for (var key : jdbc.sql("select key from media_removal where key not like 'look %' order by at limit 1000")
				.query(String.class).list()) {
			try {
				if (key.startsWith(INCOMING)) {
					store.forget(Long.parseLong(key.substring(INCOMING.length())));
				}
				else {
					folder.remove(key);
					store.remove(key);
					look.note(key);
				}
				jdbc.sql("delete from media_removal where key = :key").param("key", key).update();
			}
			catch (EngineAway e) {
				LOG.warn("Files cannot be removed at the moment: {}", e.getMessage());
				return;
			}
			catch (IOException e) {
				LOG.warn("The files of {} cannot be removed at the moment: {}", key, e.getMessage());
			}
		}
	}
}
