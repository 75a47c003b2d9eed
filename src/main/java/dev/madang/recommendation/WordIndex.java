package dev.madang.recommendation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** Writes the index that {@link PostWords} reads: of each post its id and its words, without how often or where. */
final class WordIndex implements AutoCloseable {

	private static final FieldType WORD = new FieldType();

	static {
		WORD.setTokenized(true);
		WORD.setIndexOptions(IndexOptions.DOCS);
		WORD.freeze();
	}

	private final IndexWriter writer;

	WordIndex(Path folder) throws IOException {
		this.writer = new IndexWriter(FSDirectory.open(folder),
				new IndexWriterConfig(new WhitespaceAnalyzer()).setRAMBufferSizeMB(64));
	}

	void add(long post, Set<String> words) throws IOException {
		var joined = String.join(" ", words);
		var document = new Document();
		document.add(new StringField(PostWords.ID, String.valueOf(post), Store.YES));
		document.add(new Field(PostWords.WORD, joined, WORD));
		document.add(new StoredField(PostWords.WORDS, joined));
		writer.addDocument(document);
	}

	@Override
	public void close() throws IOException {
		writer.close();
	}
}
