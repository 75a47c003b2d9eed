package dev.madang.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import dev.madang.search.StoredVectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;

/** Reads the vectors of the index that was finished last. */
final class CommittedVectors implements StoredVectors {

	private final Path home;

	/** @param home where the directories of the indexes are */
	CommittedVectors(Path home) {
		this.home = home;
	}

	@Override
	public boolean each(Taker taker) throws IOException {
		var path = Generations.newest(home);
		if (path.isEmpty()) {
			return false;
		}
		try (var directory = FSDirectory.open(path.get()); var reader = DirectoryReader.open(directory)) {
			for (var leaf : reader.leaves()) {
				each(leaf, reader.maxDoc(), taker);
			}
		}
		return true;
	}

	private static void each(LeafReaderContext leaf, double all, Taker taker) throws IOException {
		var reader = leaf.reader();
		var vectors = reader.getByteVectorValues(Fields.VECTOR);
		if (vectors == null) {
			return;
		}
		var ids = Objects.requireNonNull(reader.getNumericDocValues(Fields.ID));
		var words = Objects.requireNonNull(reader.getSortedDocValues(Fields.KIND));
		var live = reader.getLiveDocs();
		var known = vectors.iterator();
		for (int document = known.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = known.nextDoc()) {
			if ((live == null || live.get(document)) && ids.advanceExact(document) && words.advanceExact(document)) {
				taker.take(words.lookupOrd(words.ordValue()).utf8ToString(), ids.longValue(),
						vectors.vectorValue(known.index()), (leaf.docBase + document) / all);
			}
		}
	}
}
