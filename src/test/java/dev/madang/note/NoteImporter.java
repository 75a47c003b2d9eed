package dev.madang.note;

import java.util.List;

import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads {@code note} lines. */
class NoteImporter implements ArchiveImporter {

	private record Line(Ref ref, long author, String body) {
	}

	private final JdbcClient jdbc;

	NoteImporter(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String type() {
		return Notes.KIND;
	}

	@Override
	public List<String> after() {
		return List.of("user");
	}

	@Override
	public List<String> tables() {
		return List.of("note");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return List.of(line.ref("user", "author"));
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var notes = batch.read(lines,
				line -> new Line(line.ref(), batch.id(line.ref("user", "author")), line.text("body", 1, 1000)));
		notes.forEach(note -> batch.put(note.ref(), jdbc.sql("""
				insert into note (author_id, body, state, listed_at) values (:author, :body, 'listed', now()) returning id
				""").param("author", note.author()).param("body", note.body()).query(Long.class).single()));
		return notes.size();
	}
}
