package dev.madang.note;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Rows;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;

/** Notes as they are found. */
class NoteSearch implements SearchableKind {

	private static final SearchKind KIND = new SearchKind(Notes.KIND, Notes.KIND, EnumSet.of(Trait.DATED));

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
				"n.id", (row, number) -> new SearchEntry(KIND, row.getLong("id"), row.getLong("author_id"), 0, 0, 0, 0, "",
						row.getString("body"), List.of(), Rows.instant(row, "created_at"), 0));
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
		return Found.of(row.getLong("id"), "", highlights.excerpt(row.getString("body")), List.of(),
				"/notes/" + row.getLong("id"),
				Author.of(row.getString("handle"), row.getString("name"), row.getString("picture")),
				Rows.instant(row, "created_at"));
	}
}
