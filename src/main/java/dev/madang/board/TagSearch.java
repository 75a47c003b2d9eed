package dev.madang.board;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.Marked;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Tags as they are found: by how many of the posts have one that somebody may read, which is why they stand here. */
@Component
class TagSearch implements SearchableKind {

	static final SearchKind KIND = SearchKind.of("tag", Trait.NAMED);

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 5;
	}

	/** The log knows no tags: they change with posts. */
	@Override
	public List<String> changedBy() {
		return List.of();
	}

	@Override
	public Source source() {
		return new Source(KIND, "tag", "select t.id, t.name, t.post_count from tag t where t.post_count > 0", "t.id",
				(row, number) -> SearchEntry.named(KIND, row.getLong("id"), row.getString("name"), "",
						row.getInt("post_count")));
	}

	@Override
	public Strings strings() {
		return Strings.named("select t.id from tag t where t.post_count > 0", "t.id", "t.name");
	}

	@Override
	public String rows() {
		return """
				select t.id, t.name, n.post_count
				from tag t cross join lateral (
				  select case when :whole then t.post_count else (
				    select count(*) from (
				      select 1 from post_tag pt join post p on p.id = pt.post_id
				      where pt.tag_id = t.id and p.category_id = any(:categories)
				      limit 1000) as seen)::int end as post_count) n
				where t.id = any(:ids) and n.post_count > 0
				""";
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var name = row.getString("name");
		return Found.of(row.getLong("id"), highlights.title(name), Marked.NOTHING, address(name, 0),
				new FoundTag(row.getInt("post_count")));
	}

	@Override
	public Class<?> details() {
		return FoundTag.class;
	}

	@Override
	public String template() {
		return "board/foundTag";
	}

	@Override
	public String address(String name, long id) {
		return "/?tag=" + UriUtils.encode(name, StandardCharsets.UTF_8);
	}
}
