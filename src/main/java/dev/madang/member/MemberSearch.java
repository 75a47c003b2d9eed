package dev.madang.member;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.madang.search.Authors;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Members as they are found, and as they are named by who searches. */
@Component
class MemberSearch implements SearchableKind, Authors {

	private static final SearchKind KIND = new SearchKind("user", "member", Set.of(Trait.NAMED));

	private final Members members;

	MemberSearch(Members members) {
		this.members = members;
	}

	@Override
	public Optional<Long> find(String handle) {
		return members.find(handle).map(Member::id);
	}

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
				""", "m.id", MemberSearch::entry);
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
		return new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")),
				name.equals(handle) ? name : name + " @" + handle, row.getString("bio"), List.of(),
				SearchEntry.Origin.of(row.getLong("id"), Instant.EPOCH), row.getInt("follower_count"));
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var handle = row.getString("handle");
		return Found.of(row.getLong("id"), highlights.title(row.getString("name")),
				highlights.excerpt(row.getString("bio")), "/@" + handle,
				new FoundMember(Author.read(row), row.getInt("post_count"), handle));
	}

	@Override
	public Class<?> details() {
		return FoundMember.class;
	}

	@Override
	public String template() {
		return "member/found";
	}

	@Override
	public String address(String name, long id) {
		return "/@" + UriUtils.encode(name.substring(name.lastIndexOf('@') + 1), StandardCharsets.UTF_8);
	}
}
