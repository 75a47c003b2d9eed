package dev.madang.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.search.Entry;
import dev.madang.search.Meaning;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/** One index in a directory of its own: a writer that lives long, and readers of what it has written so far. */
final class Generation implements AutoCloseable {

	/** Within the 192 MB of the whole program. */
	private static final double BUFFER_MEGABYTES = 24;

	/** Fewer links than Lucene's default: a community's neighbours are found as well, in half the time. */
	private static final int LINKS = 8;

	private static final int LINKS_SEEN_AT_INSERT = 24;

	/** Fewer vectors in a segment are faster compared one by one than linked. */
	private static final int GRAPH_FROM = 20_000;

	private final FSDirectory directory;

	private final IndexWriter writer;

	private final Documents documents;

	private final SearcherManager searchers;

	private final Meaning meaning;

	private final Map<String, String> committed = new HashMap<>();

	/** @throws IOException if it cannot be written or is broken */
	Generation(Path path, Korean korean, Meaning meaning) throws IOException {
		this.meaning = meaning;
		documents = new Documents(korean, meaning);
		directory = FSDirectory.open(path);
		try {
			writer = new IndexWriter(directory, config());
		}
		catch (IOException | RuntimeException e) {
			directory.close();
			throw e;
		}
		var data = writer.getLiveCommitData();
		if (data != null) {
			data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
		}
		searchers = new SearcherManager(writer, new SearcherFactory());
	}

	private static IndexWriterConfig config() {
		var config = new IndexWriterConfig();
		config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
		config.setCommitOnClose(false);
		var merges = new ConcurrentMergeScheduler();
		merges.setMaxMergesAndThreads(3, 1);
		config.setMergeScheduler(merges);
		config.setCodec(new Lucene104Codec() {

			@Override
			public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
				return new Lucene99HnswVectorsFormat(LINKS, LINKS_SEEN_AT_INSERT, 1, null, GRAPH_FROM);
			}
		});
		return config;
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

	/** Adds what was not there before. */
	void add(Collection<Entry> entries) throws IOException {
		each(entries, entry -> writer.addDocument(documents.of(entry)));
	}

	void put(Collection<Entry> entries) throws IOException {
		each(entries, entry -> writer
				.updateDocument(new Term(Fields.KEY, entry.kind().word() + ":" + entry.id()), documents.of(entry)));
	}

	void put(List<Entry> entries, List<byte[]> vectors) throws IOException {
		for (int i = 0; i < entries.size(); i++) {
			var entry = entries.get(i);
			writer.updateDocument(new Term(Fields.KEY, entry.kind().word() + ":" + entry.id()),
					documents.of(entry, vectors.get(i)));
		}
	}

	private interface Writing {

		void write(Entry entry) throws IOException;
	}

	/** On all processors: reading the texts is most of the work. */
	private static void each(Collection<Entry> entries, Writing writing) throws IOException {
		try {
			entries.parallelStream().forEach(entry -> {
				try {
					writing.write(entry);
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

	void remove(Collection<Entry.Key> keys) throws IOException {
		writer.deleteDocuments(keys.stream().map(key -> new Term(Fields.KEY, key.toString())).toArray(Term[]::new));
	}

	void removeComments(Collection<Long> posts) throws IOException {
		writer.deleteDocuments(posts.stream().map(post -> new Term(Fields.POST, String.valueOf(post))).toArray(Term[]::new));
	}

	void refresh() throws IOException {
		searchers.maybeRefreshBlocking();
	}

	/** Puts all on disk, together with the place in the log up to which it goes. */
	void commit(Place place, String fingerprint) throws IOException {
		committed.put("xact", place.xact());
		committed.put("id", String.valueOf(place.id()));
		committed.put("fingerprint", fingerprint);
		writer.setLiveCommitData(committed.entrySet());
		writer.commit();
	}

	Path path() {
		return directory.getDirectory();
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
