package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.madang.board.Categories;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import org.springframework.stereotype.Component;

/** Comments as they are found, by the titles of their posts. */
@Component
class CommentKind implements SearchableKind {

	private final Categories categories;

	private final Markdown markdown;

	CommentKind(Categories categories, Markdown markdown) {
		this.categories = categories;
		this.markdown = markdown;
	}

	@Override
	public SearchKind kind() {
		return SearchKind.COMMENT;
	}

	@Override
	public int rank() {
		return 2;
	}

	@Override
	public Source source() {
		return new Source(kind(), "comment", """
				select c.id, c.author_id, p.category_id, c.post_id, p.author_id as post_author, v.body, c.created_at
				from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
				join post p on p.id = c.post_id
				where c.state = 'listed' and p.state = 'listed'
				""", "c.id", this::entry);
	}

	@Override
	public Strings strings() {
		return new Strings("""
				select c.id from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
				join post p on p.id = c.post_id
				where c.state = 'listed' and p.state = 'listed'
				""", "c.id", "v.body", "c.author_id", "p.category_id", "c.created_at", "");
	}

	@Override
	public String rows() {
		return """
				select c.id, pv.title, v.body, m.handle, m.name, m.picture, p.category_id, c.post_id, c.like_count, c.created_at
				from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
				join post p on p.id = c.post_id
				join post_version pv on pv.post_id = p.id and pv.version = p.current_version
				join member m on m.id = c.author_id
				where c.id = any(:ids) and c.state = 'listed' and p.state = 'listed' and p.category_id = any(:categories)
				  and c.author_id <> all(:hidden) and p.author_id <> all(:hidden)
				""";
	}

	private SearchEntry entry(ResultSet row, int number) throws SQLException {
		return new SearchEntry(kind(), row.getLong("id"), row.getLong("author_id"), row.getLong("category_id"),
				row.getLong("post_id"), row.getLong("post_author"), 0, "", row.getString("body"), List.of(),
				Rows.instant(row, "created_at"), 0);
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var text = highlights.excerpt(markdown.words(Texts.shorten(row.getString("body"), FoundRows.LOOKED_THROUGH)));
		return new Found(row.getLong("id"), row.getString("title"), text.text(), new Found.Marks(List.of(), text.spans()),
				"/p/" + row.getLong("post_id") + "#c" + row.getLong("id"), FoundRows.author(row),
				FoundRows.category(row, categories), null, row.getLong("post_id"), null, row.getInt("like_count"), null, null,
				null, null, null, null, Rows.instant(row, "created_at"));
	}
}
