package dev.madang.search.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.platform.Problem;
import dev.madang.search.Engine;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.Meaning;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Search by Lucene, in the data directory: one writer that lives as long as the program, and readers near real time. */
public final class LuceneEngine implements Engine {

	/** What a crash makes the index read again from the log, at most. */
	private static final int CHANGES_BETWEEN_COMMITS = 5_000;

	private static final long NANOS_BETWEEN_COMMITS = 10_000_000_000L;

	private interface Writing {

		void write() throws IOException;
	}

	private interface Asking<T> {

		T ask(IndexSearcher searcher, Meaning meaning) throws IOException;
	}

	private final Generations generations;

	private final Supplier<Korean> korean;

	private final Remembered remembered = new Remembered();

	private volatile @Nullable Generation current;

	private volatile @Nullable Place place;

	private int uncommitted;

	private long committedAt = System.nanoTime();

	/**
	 * @param home where its directories are, one for each index that was built
	 * @param meaning what is meant by an index that has no vectors of words beside it
	 */
	public LuceneEngine(Path home, Supplier<Korean> korean, Supplier<Meaning> meaning) {
		this(home, korean, meaning, FSDirectory::open);
	}

	LuceneEngine(Path home, Supplier<Korean> korean, Supplier<Meaning> meaning, Generations.Opening opening) {
		this.korean = korean;
		generations = new Generations(home, meaning, opening);
	}

	@Override
	public synchronized void open() {
		if (current == null) {
			take(generations.open(korean.get()));
		}
	}

	private void take(@Nullable Generation generation) {
		current = generation;
		place = generation == null ? null : generation.place();
		uncommitted = 0;
	}

	@Override
	public boolean isReady() {
		return current != null;
	}

	@Override
	public Optional<Place> place() {
		return Optional.ofNullable(place);
	}

	@Override
	public String fingerprint() {
		var generation = current;
		return generation == null ? "" : generation.fingerprint();
	}

	@Override
	public synchronized void apply(Collection<SearchEntry> entries, Collection<SearchEntry.Key> gone,
			Collection<SearchEntry.Key> emptied, Place from, Place upTo) {
		var generation = current;
		if (generation == null || !from.equals(place)) {
			return;
		}
		write(generation, () -> {
			generation.remove(gone);
			generation.removeUnder(emptied);
			generation.put(entries);
			if (!upTo.equals(from)) {
				generation.refresh();
			}
			place = upTo;
			uncommitted += entries.size() + gone.size() + 1;
			if (uncommitted >= CHANGES_BETWEEN_COMMITS || System.nanoTime() - committedAt > NANOS_BETWEEN_COMMITS) {
				commit(generation, upTo);
			}
		});
	}

	/** A writer that gave up, as on a full disk, is opened again before the next change, at the place of its last commit. */
	private void write(Generation generation, Writing writing) {
		try {
			if (generation.isWritable()) {
				writing.write();
			}
			else if (Generations.isBroken(generation.failure())) {
				leave(generation, Objects.requireNonNull(generation.failure()));
			}
			else {
				take(generations.reopen(generation, korean.get()));
				generation.abandon();
				throw new IOException("opened again at its last commit, from which it goes on");
			}
		}
		catch (FileNotFoundException e) {
			leave(generation, e);
		}
		catch (AlreadyClosedException e) {
			throw new UncheckedIOException(new IOException(e));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void commit(Generation generation, Place upTo) throws IOException {
		generation.commit(upTo, generation.fingerprint());
		uncommitted = 0;
		committedAt = System.nanoTime();
	}

	@Override
	public Building build(Place from, String fingerprint, Meaning meaning) {
		return new LuceneBuilding(generations, korean.get(), meaning, from, fingerprint, this::replace);
	}

	private synchronized void replace(Generation generation) {
		var old = current;
		take(generation);
		if (old != null) {
			generations.discard(old);
		}
	}

	@Override
	public boolean hasGrown() {
		var generation = current;
		return generation != null && generation.isWritable()
				&& generation.size() > Math.max(2_000, 4 * generation.sizeWhenBuilt());
	}

	@Override
	public Map<SearchKind, Hits> findEach(Request request) {
		return ask(Map.of(), (searcher, meaning) -> new Requests(searcher, meaning).find(request));
	}

	@Override
	public List<Long> withoutVector(SearchKind kind, Filter filter, long after, int limit) {
		return ask(List.of(), (searcher, meaning) -> new Vectorless(searcher).ids(kind, filter, after, limit));
	}

	@Override
	public synchronized void apply(List<SearchEntry> entries, List<byte[]> vectors) {
		var generation = current;
		if (generation == null) {
			return;
		}
		write(generation, () -> {
			generation.put(entries, vectors);
			generation.refresh();
			uncommitted += entries.size();
		});
	}

	@Override
	public synchronized void skip(String what, Place from, Place upTo) {
		var generation = current;
		if (generation != null && from.equals(place)) {
			generation.skip(what);
			place = upTo;
			uncommitted++;
		}
	}

	@Override
	public int skipped() {
		var generation = current;
		return generation == null ? 0 : generation.skipped();
	}

	@Override
	public List<Suggestion> suggest(String typed, Filter seen, int limit) {
		return ask(List.of(), (searcher, meaning) -> remembered.suggestions(typed, seen, limit, korean.get(), searcher));
	}

	@Override
	public int frequency(String word) {
		return ask(0, (searcher, meaning) -> remembered.frequency(word, searcher.getIndexReader()));
	}

	@Override
	public boolean occurs(String word, Filter filter) {
		return ask(false, (searcher, _) -> Requests.occurs(searcher, new Term(Fields.WORD, Corrections.typed(word)), filter));
	}

	@Override
	public Optional<String> correction(String word) {
		return ask(Optional.empty(), (searcher, meaning) -> new Corrections(searcher.getIndexReader()).of(word));
	}

	private <T> T ask(T without, Asking<T> asking) {
		for (var generation = current; generation != null; generation = current) {
			try {
				var searcher = generation.searchers().acquire();
				try {
					return asking.ask(searcher, generation.meaning());
				}
				finally {
					generation.searchers().release(searcher);
				}
			}
			catch (AlreadyClosedException e) {
				if (generation == current) {
					throw e;
				}
			}
			catch (CorruptIndexException | EOFException | NoSuchFileException e) {
				leave(generation, e);
			}
			catch (IndexSearcher.TooManyClauses e) {
				throw Problem.malformed("query-too-wide");
			}
			catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
		return without;
	}

	/** Asks an index no more that cannot be read, unless another took its place already. */
	private synchronized void leave(Generation generation, Throwable why) {
		if (generation == current) {
			take(null);
			generations.leave(generation, why);
		}
	}

	/** What cannot be put on disk any more is read from the log again. */
	@Override
	public synchronized void close() {
		var generation = current;
		current = null;
		if (generation == null) {
			return;
		}
		var isClosed = false;
		try {
			if (uncommitted > 0 && place != null) {
				commit(generation, place);
			}
			generation.close();
			isClosed = true;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		finally {
			place = null;
			if (!isClosed) {
				generation.abandon();
			}
		}
	}
}
