package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.search.Meaning;
import dev.madang.search.TermVectors;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directories of the indexes: a number for each that is whole, {@code .new} for one that is being built. */
final class Generations {

	private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

	/** Word vectors beside the index that was made with them. */
	private static final String VECTORS = "vectors";

	private final Path home;

	private final Supplier<Meaning> without;

	/** @param without what is meant by an index that has no vectors of words beside it */
	Generations(Path home, Supplier<Meaning> without) {
		this.home = home;
		this.without = without;
	}

	/** Opens the newest that is whole. A broken one is moved aside, and there is none until it is built again. */
	@Nullable
	Generation open(Korean korean) {
		try {
			Files.createDirectories(home);
			sweep();
			for (var number : numbers().reversed()) {
				var path = home.resolve(String.valueOf(number));
				try {
					if (Generation.exists(path)) {
						Generation.requireWhole(path);
						return new Generation(path, korean, meaning(path, korean));
					}
				}
				catch (LockObtainFailedException e) {
					LOG.error("Another program writes the search index {}; the database answers instead.", path);
					return null;
				}
				catch (IOException | RuntimeException e) {
					setAside(path, e);
				}
			}
			return null;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Keeps a broken one, and none before it: an index takes room. */
	private void setAside(Path path, Exception why) throws IOException {
		try (var paths = Files.list(home)) {
			for (var old : paths.filter(other -> other.toString().contains(".broken-")).toList()) {
				delete(old);
			}
		}
		var aside = home.resolve(path.getFileName() + ".broken-" + Instant.now().getEpochSecond());
		LOG.error("The search index {} is broken ({}). It was moved to {} and is built again.", path, why.toString(), aside);
		Files.move(path, aside);
	}

	/** Closes one that failed, and moves it aside if what it has on disk is broken. */
	void leave(Generation failed, Exception why) {
		try {
			failed.abandon();
			if (why instanceof IOException) {
				setAside(failed.path(), why);
			}
			else {
				LOG.error("The search index could not be written any more", why);
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

	private List<Integer> numbers() throws IOException {
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
