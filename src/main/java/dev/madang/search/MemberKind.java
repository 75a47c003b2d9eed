package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import dev.madang.language.Folding;
import dev.madang.search.SearchKind.Trait;
import org.springframework.stereotype.Component;

/** Members as they are found. */
@Component
class MemberKind implements SearchableKind {

	private static final SearchKind KIND = new SearchKind("user", "member", EnumSet.of(Trait.NAMED));

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 4;
	}

	/** Most of what the log tells of members, such as that they signed in, changes nothing. */
	@Override
	public List<String> changedBy() {
		return List.of("member.joined", "member.changed", "member.withdrawn", "member.dormant", "member.state-ended",
				"member.claimed");
	}

	@Override
	public Source source() {
		return new Source(KIND, "member", """
				select m.id, m.handle, m.name, m.bio, c.follower_count
				from member m left join member_count c on c.member_id = m.id
				where m.withdrawn_at is null
				  and not exists (select 1 from member_state s
				                  where s.member_id = m.id and s.state = 'dormant' and s.ended_at is null)
				""", "m.id", MemberKind::entry);
	}

	@Override
	public Strings strings() {
		return new Strings("select m.id from member m where m.withdrawn_at is null", "m.id", "m.name || ' ' || m.handle",
				"m.id",
				"", "", "");
	}

	@Override
	public String rows() {
		return """
				select m.id, m.handle, m.name, m.bio, m.picture, c.post_count
				from member m left join member_count c on c.member_id = m.id
				where m.id = any(:ids) and m.withdrawn_at is null and m.id <> all(:hidden)
				""";
	}

	private static SearchEntry entry(ResultSet row, int number) throws SQLException {
		var name = row.getString("name");
		var handle = row.getString("handle");
		return new SearchEntry(KIND, row.getLong("id"), row.getLong("id"), 0, 0, 0, 0,
				name.equals(handle) ? name : name + " @" + handle, row.getString("bio"), List.of(), Instant.EPOCH,
				row.getInt("follower_count"));
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var name = Folding.composed(row.getString("name"));
		var bio = highlights.excerpt(row.getString("bio"));
		return new Found(row.getLong("id"), name, bio.text(), new Found.Marks(highlights.in(name), bio.spans()),
				"/@" + row.getString("handle"), FoundRows.author(row), null, null, null, null, null, null,
				row.getInt("post_count"), row.getString("handle"), null, null, null, null);
	}
}
