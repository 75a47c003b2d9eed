package dev.madang.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Stores what comes at the same time with one statement and one commit. Who comes alone waits for nobody, and while a batch is
 * being stored the next one gathers. What a batch of several left out is in the next one once more: mostly another batch had
 * locked something of it, of another node, and who goes alone for that keeps the next ones from being stored together.
 *
 * @param <T> what is to be stored
 * @param <R> what the database made of it
 */
public final class Batches<T, R> {

	/** So many are stored at once. */
	public static final int MOST = 64;

	/** @param isAgain it was in a batch that left it out */
	private record Waiting<T, R>(T draft, CompletableFuture<Optional<R>> stored, boolean isAgain) {

		Waiting<T, R> again() {
			return new Waiting<>(draft, stored, true);
		}
	}

	private final Function<List<T>, Map<Integer, R>> insert;

	private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean storing = new AtomicBoolean();

	/**
	 * @param insert stores all or some, and tells of each by its place among those that it is given; it waits for no lock, because
	 *        many would wait with it, and where it throws nothing is stored
	 */
	public Batches(Function<List<T>, Map<Integer, R>> insert) {
		this.insert = insert;
	}

	/**
	 * Must not be called in a transaction.
	 *
	 * @return nothing where it may not be stored, or is to be tried alone: something of it is locked, or one of the batch cannot be stored
	 */
	public Optional<R> store(T draft) {
		var mine = new Waiting<>(draft, new CompletableFuture<Optional<R>>(), false);
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

	/** How many wait for the batch that is being stored. */
	int waiting() {
		return waiting.size();
	}

	/** A part of each draft, as a parameter for {@code unnest}. */
	public static <T, P> @Nullable P[] column(List<T> drafts, Function<T, @Nullable P> part, IntFunction<@Nullable P[]> array) {
		return drafts.stream().map(part).toArray(array);
	}

	/** Ids as a part of a draft: an array within an array has to be text. */
	public static String ids(Iterable<Long> ids) {
		var text = new StringBuilder("{");
		ids.forEach(id -> text.append(text.length() == 1 ? "" : ",").append(id));
		return text.append('}').toString();
	}

	/** On the thread of the one that found nobody storing; those who came meanwhile are another's. */
	private void storeSome() {
		var batch = new ArrayList<Waiting<T, R>>();
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

	private void store(List<Waiting<T, R>> batch) {
		var leftOut = new ArrayList<Waiting<T, R>>();
		try {
			var stored = batch.isEmpty() ? Map.<Integer, R>of() : insert.apply(batch.stream().map(Waiting::draft).toList());
			for (int i = 0; i < batch.size(); i++) {
				var each = batch.get(i);
				if (stored.containsKey(i) || each.isAgain() || batch.size() == 1) {
					each.stored().complete(Optional.ofNullable(stored.get(i)));
				}
				else {
					leftOut.add(each);
				}
			}
		}
		catch (DataAccessResourceFailureException databaseIsAway) {
			batch.forEach(each -> each.stored().completeExceptionally(databaseIsAway));
		}
		catch (DataAccessException oneOfThem) {
			batch.forEach(each -> each.stored().complete(Optional.empty()));
		}
		catch (RuntimeException fault) {
			batch.forEach(each -> each.stored().completeExceptionally(fault));
		}
		finally {
			leftOut.forEach(each -> waiting.add(each.again()));
			batch.removeAll(leftOut);
			// whatever else it was: nobody waits for ever
			batch.forEach(each -> each.stored().completeExceptionally(new IllegalStateException("not stored")));
		}
	}
}
