package dev.madang.search.opensearch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.platform.engine.EngineAway;
import dev.madang.search.Meaning;
import dev.madang.search.TermVectors;
import org.jspecify.annotations.Nullable;

/** The vectors of words that an index was built with, which lie in it: each program reads them once. */
final class StoredMeaning {

	private static final int PART_BYTES = 1 << 20;

	private record Read(String index, Meaning meaning) {
	}

	private final OpenSearchServer server;

	private final Supplier<Korean> korean;

	private final Supplier<Meaning> without;

	private final ReentrantLock reading = new ReentrantLock();

	private volatile @Nullable Read read;

	/** @param without what is meant by an index that has no vectors of words */
	StoredMeaning(OpenSearchServer server, Supplier<Korean> korean, Supplier<Meaning> without) {
		this.server = server;
		this.korean = korean;
		this.without = without;
	}

	/** @return of how many parts it is */
	int write(String index, Meaning meaning) {
		if (!(meaning instanceof TermVectors vectors)) {
			return 0;
		}
		var out = new ByteArrayOutputStream();
		try {
			vectors.save(out);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		var bytes = out.toByteArray();
		var parts = 0;
		for (int from = 0; from < bytes.length; from += PART_BYTES) {
			var part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
			server.tell("PUT", document(index, parts++), Map.of("part", Base64.getEncoder().encodeToString(part)));
		}
		return parts;
	}

	private static String document(String index, int part) {
		return "/" + index + "/_doc/meaning-" + part;
	}

	/** @throws EngineAway if it cannot be read */
	Meaning of(IndexState state) {
		var known = read;
		if (known != null && known.index.equals(state.index())) {
			return known.meaning;
		}
		reading.lock();
		try {
			return read(state);
		}
		finally {
			reading.unlock();
		}
	}

	/** The same, for whoever can do without: nobody waits until somebody else has read it, or for what is away. */
	Meaning orNone(IndexState state) {
		var known = read;
		if (known != null && known.index.equals(state.index())) {
			return known.meaning;
		}
		if (!reading.tryLock()) {
			return Meaning.NONE;
		}
		try {
			return read(state);
		}
		finally {
			reading.unlock();
		}
	}

	private Meaning read(IndexState state) {
		var known = read;
		if (known == null || !known.index.equals(state.index())) {
			known = new Read(state.index(), state.meaning() == 0 ? without.get() : load(state));
			read = known;
		}
		return known.meaning;
	}

	private Meaning load(IndexState state) {
		try {
			var bytes = new ByteArrayOutputStream();
			for (int part = 0; part < state.meaning(); part++) {
				bytes.write(
						Base64.getDecoder().decode(server.get(document(state.index(), part)).body().path("_source").path("part")
								.asString()));
			}
			return TermVectors.load(new ByteArrayInputStream(bytes.toByteArray()), korean.get());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
