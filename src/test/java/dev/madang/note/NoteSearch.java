package dev.madang.note;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Rows;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.Marked;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;

/** Notes as they are found. */
class NoteSearch implements SearchableKind {

	/** What search shows of a note. */
	record FoundNote(Author author, Instant createdAt) {
	}

	private static final SearchKind KIND = SearchKind.of(Notes.KIND, Trait.DATED, Trait.NAMED);

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 7;
	}

	@Override
	public Source source() {
		return new Source(KIND, "note", "select n.id, n.author_id, n.body, n.created_at from note n where n.state = 'listed'",
				"n.id", (row, number) -> new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")), row.getString("body"),
						"", List.of(), SearchEntry.Origin.of(row.getLong("author_id"), Rows.instant(row, "created_at")), 0));
	}

	@Override
	public Strings strings() {
		return new Strings("select n.id from note n where n.state = 'listed'", "n.id", "n.body", "n.author_id", "",
				"n.created_at", "");
	}

	@Override
	public String rows() {
		return """
				select n.id, n.body, n.created_at, m.handle, m.name, m.picture
				from note n join member m on m.id = n.author_id
				where n.id = any(:ids) and n.state = 'listed' and n.author_id <> all(:hidden)
				""";
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		return Found.of(row.getLong("id"), highlights.title(row.getString("body")), Marked.NOTHING,
				address("", row.getLong("id")), new FoundNote(Author.read(row), Rows.instant(row, "created_at")));
	}

	@Override
	public Class<?> details() {
		return FoundNote.class;
	}

	@Override
	public String address(String name, long id) {
		return "/notes/" + id;
	}
}
