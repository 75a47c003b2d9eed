package dev.madang.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.madang.chat.MessageInsert.Draft;
import dev.madang.chat.MessageInsert.Stored;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Stores messages that come at the same time with one statement and one commit. Who comes alone waits for nobody, and while a
 * batch is being stored the next one gathers.
 */
@Component
class MessageBatches {

	static final int MOST = 64;

	private record Waiting(Draft draft, CompletableFuture<Optional<Stored>> stored) {
	}

	private final MessageInsert insert;

	private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean storing = new AtomicBoolean();

	MessageBatches(MessageInsert insert) {
		this.insert = insert;
	}

	/**
	 * Must not be called in a transaction.
	 *
	 * @return nothing where it may not be said, or is to be tried alone: something of it is locked, or one of the batch cannot be stored
	 */
	Optional<Stored> store(Draft draft) {
		var mine = new Waiting(draft, new CompletableFuture<>());
		waiting.add(mine);
		if (storing.compareAndSet(false, true)) {
			storeSome();
		}
		try {
			return mine.stored().join();
		}
		catch (CompletionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : e;
		}
	}

	/** On the thread of the one that found nobody storing; those who came meanwhile are another's. */
	private void storeSome() {
		var batch = new ArrayList<Waiting>();
		for (var next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
			batch.add(next);
		}
		try {
			store(batch);
		}
		finally {
			storing.set(false);
			if (!waiting.isEmpty() && storing.compareAndSet(false, true)) {
				Thread.startVirtualThread(this::storeSome);
			}
		}
	}

	private void store(List<Waiting> batch) {
		try {
			var stored = batch.isEmpty()
					? Map.<Integer, Stored>of()
					: insert.store(batch.stream().map(Waiting::draft).toList(), false);
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).stored().complete(Optional.ofNullable(stored.get(i)));
			}
		}
		catch (DataAccessResourceFailureException databaseIsAway) {
			batch.forEach(each -> each.stored().completeExceptionally(databaseIsAway));
		}
		catch (DataAccessException oneOfThem) {
			batch.forEach(each -> each.stored().complete(Optional.empty()));
		}
		finally {
			// whatever else it was: nobody waits for ever
			batch.forEach(each -> each.stored().completeExceptionally(new IllegalStateException("not stored")));
		}
	}
}
