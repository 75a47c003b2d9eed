package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Tags as they are found. */
@Component
class TagKind implements SearchableKind {

	@Override
	public SearchKind kind() {
		return SearchKind.TAG;
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
		return new Source(kind(), "tag", "select t.id, t.name, t.post_count from tag t where t.post_count > 0", "t.id",
				(row, number) -> SearchEntry.named(kind(), row.getLong("id"), row.getString("name"), "",
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
		return new Found(row.getLong("id"), name, "", new Found.Marks(highlights.in(name), List.of()),
				"/?tag=" + UriUtils.encode(name, "UTF-8"), null, null, null, null, null, null, null, row.getInt("post_count"),
				null, null, null, null, null);
	}
}
