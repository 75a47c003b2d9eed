package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.search.Along;
import dev.madang.search.Engine;
import dev.madang.search.SearchEntry;
import dev.madang.search.Meaning;
import org.jspecify.annotations.Nullable;

/** An index that is being built in a directory of its own, which is renamed when it is whole. */
final class LuceneBuilding implements Engine.Building {

	private final Generations generations;

	private final Korean korean;

	private final Meaning meaning;

	private final Place place;

	private final String fingerprint;

	private final Consumer<Generation> finished;

	private final Path path;

	private @Nullable Generation generation;

	LuceneBuilding(Generations generations, Korean korean, Meaning meaning, Place place, String fingerprint,
			Consumer<Generation> finished) {
		this.generations = generations;
		this.korean = korean;
		this.meaning = meaning;
		this.place = place;
		this.fingerprint = fingerprint;
		this.finished = finished;
		try {
			path = generations.begin(meaning);
			generation = generations.at(path, korean, meaning);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void add(Collection<SearchEntry> entries, Along along) {
		try {
			if (generation != null) {
				generation.add(entries, along);
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void finish() {
		try {
			if (generation != null) {
				generation.built();
				generation.commit(place, fingerprint);
				generation.close();
				generation = null;
				finished.accept(generations.at(generations.complete(path), korean, meaning));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {
		try {
			if (generation != null) {
				generation.abandon();
				generation = null;
				Generations.delete(path);
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
