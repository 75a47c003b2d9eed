package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
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

/** Comments as they are found, by the titles of their posts. */
@Component
class CommentSearch implements SearchableKind {

	private static final SearchKind KIND = SearchKind.of("comment", Trait.IN_CATEGORY, Trait.DATED);

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Markdown markdown;

	CommentSearch(JdbcClient jdbc, Categories categories, Markdown markdown) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.markdown = markdown;
	}

	@Override
	public SearchKind kind() {
		return KIND;
	}

	@Override
	public int rank() {
		return 2;
	}

	@Override
	public String under() {
		return PostSearch.KIND.word();
	}

	@Override
	public List<Long> under(long id) {
		return jdbc.sql("select id from comment where post_id = :post and state = 'listed'").param("post", id)
				.query(Long.class).list();
	}

	@Override
	public Source source() {
		return new Source(KIND, "comment", """
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
		var post = new SearchEntry.Key(PostSearch.KIND, row.getLong("post_id"));
		return new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")), "", row.getString("body"), List.of(),
				new SearchEntry.Origin(row.getLong("author_id"), row.getLong("category_id"), Rows.instant(row, "created_at"),
						new SearchEntry.Under(post.toString(), row.getLong("post_author"))),
				0);
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var body = Texts.shorten(row.getString("body"), Highlights.LOOKED_THROUGH);
		return Found.of(row.getLong("id"), Marked.plain(row.getString("title")), highlights.excerpt(markdown.words(body)),
				"/comment/" + row.getLong("id"),
				new FoundComment(Author.read(row), FoundPost.CategoryName.of(row, categories), row.getLong("post_id"),
						row.getInt("like_count"), Rows.instant(row, "created_at")));
	}

	@Override
	public Class<?> details() {
		return FoundComment.class;
	}

	@Override
	public String template() {
		return "board/foundComment";
	}
}
