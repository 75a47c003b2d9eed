package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.Marked;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages as they are found: by who is in their room, and reads them there. */
@Component
class MessageSearch implements SearchableKind {

	private static final SearchKind KIND = SearchKind.of("message", Trait.IN_ROOM, Trait.DATED);

	private final JdbcClient jdbc;

	private final Markdown markdown;

	MessageSearch(JdbcClient jdbc, Markdown markdown) {
		this.jdbc = jdbc;
		this.markdown = markdown;
	}

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 7;
	}

	@Override
	public Map<Long, Long> rooms(Viewer viewer) {
		var rooms = new HashMap<Long, Long>();
		jdbc.sql("select room_id, from_seq from room_member where member_id = :viewer and state = 'joined'")
				.param("viewer", viewer.id()).query((ResultSet row) -> {
					rooms.put(row.getLong("room_id"), row.getLong("from_seq"));
				});
		return rooms;
	}

	@Override
	public Source source() {
		return new Source(KIND, "message", """
				select x.id, x.room_id, x.seq, x.author_id, x.body, x.created_at
				from message x
				where x.state = 'listed' and x.body <> ''
				""", "x.id", MessageSearch::entry);
	}

	private static SearchEntry entry(ResultSet row, int number) throws SQLException {
		return new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")), "", row.getString("body"), List.of(),
				new SearchEntry.Origin(row.getLong("author_id"), 0, Rows.instant(row, "created_at"), null,
						new SearchEntry.InRoom(row.getLong("room_id"), row.getLong("seq"))),
				0);
	}

	@Override
	public Strings strings() {
		return new Strings("""
				select x.id
				from message x join room_member m on m.room_id = x.room_id and m.member_id = :viewer and m.state = 'joined'
				where x.state = 'listed' and x.seq > m.from_seq
				""", "x.id", "x.body", "x.author_id", "x.room_id", "x.created_at", "");
	}

	@Override
	public String rows() {
		return """
				select x.id, x.room_id, x.seq, x.body, x.created_at, r.kind, a.handle, a.name, a.picture,
				       case when r.kind = 'direct' then o.name else r.name end as room_name
				from message x
				join room_member m on m.room_id = x.room_id and m.member_id = :viewer and m.state = 'joined'
				join room r on r.id = x.room_id
				join member a on a.id = x.author_id
				left join member o on r.kind = 'direct' and o.id = case when r.low_id = :viewer then r.high_id else r.low_id end
				where x.id = any(:ids) and x.state = 'listed' and x.seq > m.from_seq and x.author_id <> all(:hidden)
				""";
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var room = row.getLong("room_id");
		var seq = row.getLong("seq");
		var name = row.getString("room_name");
		return Found.of(row.getLong("id"), Marked.plain(name), highlights.excerpt(markdown.words(row.getString("body"))),
				"/chat/" + room + "?around=" + seq + "#m" + seq,
				new FoundMessage(Author.read(row), new FoundMessage.FoundRoom(room, RoomKind.of(row.getString("kind")), name),
						seq, Rows.instant(row, "created_at")));
	}

	@Override
	public Class<?> details() {
		return FoundMessage.class;
	}

	@Override
	public String template() {
		return "chat/found";
	}
}
