package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.madang.board.Categories;
import dev.madang.language.Folding;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import org.springframework.stereotype.Component;

/** Posts as they are found. */
@Component
class PostKind implements SearchableKind {

	private final Categories categories;

	private final Markdown markdown;

	PostKind(Categories categories, Markdown markdown) {
		this.categories = categories;
		this.markdown = markdown;
	}

	@Override
	public SearchKind kind() {
		return SearchKind.POST;
	}

	@Override
	public int rank() {
		return 1;
	}

	@Override
	public Source source() {
		return new Source(kind(), "post", """
				select p.id, p.author_id, p.category_id, p.item_id, v.title, left(v.body, %d) as body, v.tags, p.created_at
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.state = 'listed'
				""".formatted(Source.LONGEST_BODY), "p.id", this::entry);
	}

	@Override
	public Strings strings() {
		return new Strings("""
				select p.id from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.state = 'listed'
				""", "p.id", "v.title || ' ' || v.body", "p.author_id", "p.category_id", "p.created_at", "v.tags");
	}

	@Override
	public String rows() {
		return """
				select p.id, v.title, left(v.body, %d) as body, v.tags, m.handle, m.name, m.picture, p.category_id, p.rating,
				       c.like_count, c.comment_count, p.created_at, i.id as item_id, i.title as item_title
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				join post_count c on c.post_id = p.id join member m on m.id = p.author_id
				left join item i on i.id = p.item_id
				where p.id = any(:ids) and p.state = 'listed' and p.category_id = any(:categories)
				  and p.author_id <> all(:hidden)
				""".formatted(FoundRows.LOOKED_THROUGH);
	}

	private SearchEntry entry(ResultSet row, int number) throws SQLException {
		var item = Rows.optionalLong(row, "item_id");
		return new SearchEntry(kind(), row.getLong("id"), row.getLong("author_id"), row.getLong("category_id"), 0, 0,
				item == null ? 0 : item, row.getString("title"), row.getString("body"), Rows.strings(row, "tags"),
				Rows.instant(row, "created_at"), 0);
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var text = highlights.excerpt(markdown.words(row.getString("body")));
		var title = Folding.composed(row.getString("title"));
		return new Found(row.getLong("id"), title, text.text(), new Found.Marks(highlights.in(title), text.spans()),
				"/p/" + row.getLong("id"), FoundRows.author(row), FoundRows.category(row, categories),
				Rows.strings(row, "tags"),
				null, Rows.optionalInt(row, "rating"), row.getInt("like_count"), row.getInt("comment_count"), null, null, null,
				null, null, Rows.instant(row, "created_at"))
				.about(row.getString("item_title") == null
						? null
						: new Found.ItemTitle(row.getLong("item_id"), Folding.composed(row.getString("item_title"))));
	}
}
