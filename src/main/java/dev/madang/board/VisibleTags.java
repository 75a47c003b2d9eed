package dev.madang.board;

import java.util.Locale;

import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.TableScans;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags of what somebody may read: for whoever may not read everything, posts are counted where they stand. */
@Component
public class VisibleTags {

	/** A tag and how many posts that one may read have it; counted up to a thousand for whoever may not read all. */
	public record Tag(String name, int postCount) {
	}

	private record Row(long id, String name, int kept, int postCount) {
	}

	private static final String SEEN = """
			select count(*)::int as post_count
			from (
			  select 1 from post_tag pt join post p on p.id = pt.post_id
			  where pt.tag_id = t.id and p.category_id = any(:categories)
			  limit 1000) as seen
			""";

	private final JdbcClient jdbc;

	private final Categories categories;

	private final TableScans scans;

	VisibleTags(JdbcClient jdbc, Categories categories, TableScans scans) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.scans = scans;
	}

	/** The most used tags that begin with a text, or of all. */
	public Slice<Tag> beginningWith(String text, Viewer viewer, Paging paging) {
		var prefix = Texts.escapeLike(Texts.tidy(text).toLowerCase(Locale.ROOT)) + "%";
		var part = Keyset.of(paging, "tags", 2);
		var tree = categories.tree();
		var statement = jdbc.sql("""
				select t.id, t.name, t.post_count as kept, n.post_count
				from tag t cross join lateral (%s) n
				where t.post_count > 0 and n.post_count > 0 %s %s
				order by t.post_count desc, t.id desc
				%s
				""".formatted(tree.isReadableWhole(viewer) ? "select t.post_count" : SEEN,
				text.isBlank() ? "" : "and t.name like :prefix", part.after("(t.post_count, t.id) < (:kept, :id)"),
				part.limit())).param("prefix", prefix)
				.param("categories", tree.readable(viewer).stream().map(Category::id).toArray(Long[]::new))
				.param("kept", part.key(0)).param("id", part.key(1));
		var row = new SimplePropertyRowMapper<>(Row.class);
		var rows = text.isBlank() ? statement.query(row).list() : scans.list(viewer, statement, row, "busy");
		return Slice.of(rows, paging.limit(), last -> Cursor.of("tags", last.kept(), last.id()))
				.map(each -> new Tag(each.name(), each.postCount()));
	}
}
