package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.search.Along;
import dev.madang.search.SearchEntry;
import dev.madang.search.Meaning;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One index in a directory of its own: a writer that lives long, and readers of what it has written so far. */
final class Generation implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

	/** Until a commit small files stay in the heap: each refresh makes a dozen, which costs more on disk than all else. */
	private static final double LARGEST_FILE_IN_MEMORY_MEGABYTES = 1;

	private static final double FILES_IN_MEMORY_MEGABYTES = 6;

	/** Entries that are written by more than one thread. */
	private static final int MANY = 64;

	/** More than these are not named any more, when something is wrong with all. */
	private static final int MOST_SKIPPED = 1_000;

	private final Path path;

	private final Directory directory;

	private final IndexWriter writer;

	private final Documents documents;

	private final SearcherManager searchers;

	private final Meaning meaning;

	private final Map<String, String> committed = new HashMap<>();

	/** The keys of entries that could not be stored, of which nothing is found. */
	private final Set<String> skipped = ConcurrentHashMap.newKeySet();

	/**
	 * @param directory what lies at the path
	 * @throws IOException if it cannot be written or is broken
	 */
	Generation(Path path, Directory directory, Korean korean, Meaning meaning) throws IOException {
		this.path = path;
		this.directory = directory;
		this.meaning = meaning;
		documents = new Documents(korean, meaning);
		try {
			writer = new IndexWriter(
					new NRTCachingDirectory(directory, LARGEST_FILE_IN_MEMORY_MEGABYTES, FILES_IN_MEMORY_MEGABYTES),
					WriterSettings.of(meaning));
		}
		catch (IOException | RuntimeException e) {
			directory.close();
			throw e;
		}
		try {
			searchers = new SearcherManager(writer, new SearcherFactory());
		}
		catch (IOException | RuntimeException e) {
			IOUtils.closeWhileHandlingException(writer::rollback, directory);
			throw e;
		}
		var data = writer.getLiveCommitData();
		if (data != null) {
			data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
		}
		skipped.addAll(List.of(committed.getOrDefault("skipped", "").split(" ")));
		skipped.remove("");
	}

	Place place() {
		return new Place(committed.getOrDefault("xact", "0"), Long.parseLong(committed.getOrDefault("id", "0")));
	}

	String fingerprint() {
		return committed.getOrDefault("fingerprint", "");
	}

	Meaning meaning() {
		return meaning;
	}

	SearcherManager searchers() {
		return searchers;
	}

	/** Whether it takes changes; a writer that failed to write its files, as on a full disk, takes none any more. */
	boolean isWritable() {
		return writer.isOpen();
	}

	/** Why it takes no changes any more. */
	@Nullable
	Throwable failure() {
		return writer.getTragicException();
	}

	/** Remembers that something is missing; returns whether that is new. */
	boolean skip(String what) {
		return skipped.size() < MOST_SKIPPED && skipped.add(what);
	}

	int skipped() {
		return skipped.size();
	}

	/** Adds what was not there before. */
	void add(Collection<SearchEntry> entries, Along along) throws IOException {
		each(entries, entry -> writer.addDocument(documents.of(entry, along)));
	}

	void put(Collection<SearchEntry> entries) throws IOException {
		each(entries, entry -> writer.updateDocument(term(entry), documents.of(entry)));
	}

	void put(List<SearchEntry> entries, List<byte[]> vectors) throws IOException {
		for (int i = 0; i < entries.size(); i++) {
			var vector = vectors.get(i);
			each(List.of(entries.get(i)), entry -> writer.updateDocument(term(entry), documents.of(entry, vector)));
		}
	}

	private static Term term(SearchEntry entry) {
		return new Term(Fields.KEY, key(entry));
	}

	private static String key(SearchEntry entry) {
		return entry.key().toString();
	}

	private interface Writing {

		void write(SearchEntry entry) throws IOException;
	}

	/**
	 * Many on all processors, because reading the texts is most of the work. Each thread writes a segment of its own until the next
	 * refresh, and segments are merged, so that a few are better written by one.
	 */
	private void each(Collection<SearchEntry> entries, Writing writing) throws IOException {
		try {
			(entries.size() < MANY ? entries.stream() : entries.parallelStream()).forEach(entry -> {
				try {
					writeOrSkip(entry, writing);
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** One text that cannot be read or stored must not keep all others out; what was stored of it before is no longer true. */
	private void writeOrSkip(SearchEntry entry, Writing writing) throws IOException {
		try {
			writing.write(entry);
			skipped.remove(key(entry));
		}
		catch (AlreadyClosedException e) {
			throw e;
		}
		catch (RuntimeException | Error e) {
			writer.deleteDocuments(term(entry));
			if (skip(key(entry))) {
				LOG.error("{} cannot be indexed and is not found: {}", key(entry), e.toString());
			}
		}
	}

	int size() {
		return writer.getDocStats().numDocs;
	}

	int sizeWhenBuilt() {
		return Integer.parseInt(committed.getOrDefault("size", "0"));
	}

	/** Remembers how much there was when it was built. */
	void built() {
		committed.put("size", String.valueOf(size()));
	}

	/** With what stands under them. */
	void remove(Collection<SearchEntry.Key> keys) throws IOException {
		keys.forEach(key -> skipped.remove(key.toString()));
		writer.deleteDocuments(keys.stream().map(key -> new Term(Fields.KEY, key.toString())).toArray(Term[]::new));
		removeUnder(keys);
	}

	/** Removes what stands under these. */
	void removeUnder(Collection<SearchEntry.Key> keys) throws IOException {
		writer.deleteDocuments(keys.stream().map(key -> new Term(Fields.UNDER, key.toString())).toArray(Term[]::new));
	}

	void refresh() throws IOException {
		searchers.maybeRefreshBlocking();
	}

	/** Puts all on disk, together with the place in the log up to which it goes. */
	void commit(Place place, String fingerprint) throws IOException {
		committed.put("xact", place.xact());
		committed.put("id", String.valueOf(place.id()));
		committed.put("fingerprint", fingerprint);
		committed.put("skipped", String.join(" ", skipped));
		writer.setLiveCommitData(committed.entrySet());
		writer.commit();
	}

	Path path() {
		return path;
	}

	/** Compares all files with their check sums, so that a damaged one is found before it is asked. */
	static void requireWhole(Path path) throws IOException {
		try (var directory = FSDirectory.open(path); var reader = DirectoryReader.open(directory)) {
			for (var leaf : reader.leaves()) {
				((CodecReader) leaf.reader()).checkIntegrity();
			}
		}
	}

	static boolean exists(Path path) throws IOException {
		if (!Files.isDirectory(path)) {
			return false;
		}
		try (var directory = FSDirectory.open(path)) {
			return DirectoryReader.indexExists(directory);
		}
	}

	/** Leaves away what is not committed, without regard to what fails meanwhile. */
	void abandon() {
		IOUtils.closeWhileHandlingException(searchers, writer::rollback, directory);
	}

	@Override
	public void close() throws IOException {
		searchers.close();
		writer.close();
		directory.close();
	}
}
