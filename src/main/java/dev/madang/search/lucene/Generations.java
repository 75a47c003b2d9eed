package dev.madang.search.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.search.Meaning;
import dev.madang.search.TermVectors;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directories of the indexes: a number for each that is whole, {@code .new} for one that is being built. */
final class Generations {

	private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

	/** Word vectors beside the index that was made with them. */
	private static final String VECTORS = "vectors";

	/** How a directory is read and written. */
	interface Opening {

		Directory open(Path path) throws IOException;
	}

	private final Path home;

	private final Supplier<Meaning> without;

	private final Opening opening;

	private boolean swept;

	/** @param without what is meant by an index that has no vectors of words beside it */
	Generations(Path home, Supplier<Meaning> without, Opening opening) {
		this.home = home;
		this.without = without;
		this.opening = opening;
	}

	Generation at(Path path, Korean korean, Meaning meaning) throws IOException {
		return new Generation(path, opening.open(path), korean, meaning);
	}

	/**
	 * Opens the newest that is whole. A broken one is moved aside, and there is none until it is built again.
	 *
	 * @throws UncheckedIOException if it may be whole, but cannot be opened now
	 */
	@Nullable
	Generation open(Korean korean) {
		try {
			Files.createDirectories(home);
			if (!swept) {
				sweep();
				swept = true;
			}
			for (var number : numbers().reversed()) {
				var path = home.resolve(String.valueOf(number));
				try {
					if (Generation.exists(path)) {
						Generation.requireWhole(path);
						return at(path, korean, meaning(path, korean));
					}
				}
				catch (LockObtainFailedException e) {
					LOG.error("Another program writes the search index {}; the database answers instead.", path);
					return null;
				}
				catch (IOException | RuntimeException e) {
					if (!isBroken(e)) {
						throw e;
					}
					setAside(path, e);
				}
			}
			return null;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Opens one again whose writer gave up, as it was committed last; until then it is read as it is. */
	Generation reopen(Generation failed, Korean korean) throws IOException {
		if (!Generation.exists(failed.path())) {
			throw new IndexNotFoundException(failed.path() + " is gone");
		}
		return at(failed.path(), korean, failed.meaning());
	}

	/** Whether it is the fault of what lies on the disk, rather than of the disk or of who else uses it. */
	static boolean isBroken(@Nullable Throwable why) {
		return switch (why) {
			case CorruptIndexException _,IndexFormatTooNewException _,IndexFormatTooOldException _,EOFException _ -> true;
			case FileNotFoundException _,NoSuchFileException _ -> true;
			case UncheckedIOException wrapped -> isBroken(wrapped.getCause());
			case null -> false;
			default -> why instanceof RuntimeException && !(why instanceof AlreadyClosedException);
		};
	}

	/** Keeps a broken one, and none before it: an index takes room. */
	private void setAside(Path path, Throwable why) throws IOException {
		try (var paths = Files.list(home)) {
			for (var old : paths.filter(other -> other.toString().contains(".broken-")).toList()) {
				delete(old);
			}
		}
		var aside = home.resolve(path.getFileName() + ".broken-" + Instant.now().getEpochSecond());
		LOG.error("The search index {} is broken ({}). It was moved to {} and is built again.", path, why.toString(), aside);
		Files.move(path, aside);
	}

	/** Closes one whose files are broken, and moves it aside. */
	void leave(Generation broken, Throwable why) {
		try {
			broken.abandon();
			if (Files.exists(broken.path())) {
				setAside(broken.path(), why);
			}
		}
		catch (IOException e) {
			LOG.error("The broken search index could not be moved aside: {}", e.toString());
		}
	}

	private Meaning meaning(Path path, Korean korean) throws IOException {
		var vectors = path.resolve(VECTORS);
		return Files.exists(vectors) ? TermVectors.load(vectors, korean) : without.get();
	}

	/** Makes a directory for the next one. */
	Path begin(Meaning meaning) throws IOException {
		var numbers = numbers();
		var path = home.resolve((numbers.isEmpty() ? 1 : numbers.getLast() + 1) + ".new");
		delete(path);
		Files.createDirectories(path);
		if (meaning instanceof TermVectors vectors) {
			vectors.save(path.resolve(VECTORS));
		}
		return path;
	}

	Path complete(Path path) throws IOException {
		return Files.move(path, home.resolve(path.getFileName().toString().replace(".new", "")));
	}

	/** Closes an index that another has replaced, and deletes it. Whoever still reads in it may finish. */
	void discard(Generation old) {
		try {
			old.close();
			var numbers = numbers();
			for (var number : numbers.subList(0, numbers.size() - 1)) {
				delete(home.resolve(String.valueOf(number)));
			}
		}
		catch (IOException e) {
			LOG.warn("An old search index could not be deleted: {}", e.toString());
		}
	}

	private void sweep() throws IOException {
		try (var paths = Files.list(home)) {
			for (var path : paths.filter(path -> path.toString().endsWith(".new")).toList()) {
				delete(path);
			}
		}
	}

	/** The newest, to be read beside whoever writes it. */
	static Optional<Path> newest(Path home) throws IOException {
		var numbers = Files.isDirectory(home) ? numbers(home) : List.<Integer>of();
		return numbers.isEmpty() ? Optional.empty() : Optional.of(home.resolve(String.valueOf(numbers.getLast())));
	}

	private List<Integer> numbers() throws IOException {
		return numbers(home);
	}

	private static List<Integer> numbers(Path home) throws IOException {
		try (var paths = Files.list(home)) {
			return paths.map(path -> path.getFileName().toString()).filter(name -> name.matches("\\d{1,9}"))
					.map(Integer::valueOf).sorted().toList();
		}
	}

	static void delete(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (var paths = Files.walk(directory)) {
				for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(path);
				}
			}
		}
	}
}
