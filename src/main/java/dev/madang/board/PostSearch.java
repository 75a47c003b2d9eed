package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.madang.language.Folding;
import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.search.Found;
import dev.madang.search.Highlights;
import dev.madang.search.SearchEntry;
import dev.madang.search.SearchKind;
import dev.madang.search.SearchKind.Trait;
import dev.madang.search.SearchableKind;
import dev.madang.search.Source;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Posts as they are found. */
@Component
class PostSearch implements SearchableKind {

	static final SearchKind KIND = SearchKind.of("post", Trait.IN_CATEGORY, Trait.TAGGED, Trait.DATED, Trait.MEANING,
			Trait.INITIALS);

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Markdown markdown;

	PostSearch(JdbcClient jdbc, Categories categories, Markdown markdown) {
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
		return 1;
	}

	@Override
	public List<String> changedBy() {
		return List.of("post.", "category.removed");
	}

	/** A category that goes may leave all its posts to another. */
	@Override
	public boolean changesMany(String verb, JsonNode detail) {
		return "category.removed".equals(verb) && detail.path("movedPosts").asBoolean(false);
	}

	/** The tags that posts have or had: their counts changed. */
	@Override
	public Map<String, List<Long>> changedWith(Collection<Long> ids) {
		return Map.of(TagSearch.KIND.word(), jdbc.sql("""
				select id from tag where name in (
				  select unnest(v.tags) from post_version v where v.post_id = any(:posts))
				""").param("posts", ids.toArray(Long[]::new)).query(Long.class).list());
	}

	@Override
	public Source source() {
		return new Source(KIND, "post", """
				select p.id, p.author_id, p.category_id, v.title, left(v.body, %d) as body, v.tags, p.created_at
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.state = 'listed'
				""".formatted(Source.LONGEST_BODY), "p.id", this::entry);
	}

	@Override
	public String sample() {
		return """
				select v.title || ' ' || left(v.body, 2000) as text
				from post p join post_version v on v.post_id = p.id and v.version = p.current_version
				where p.state = 'listed' and p.id > :from and p.id <= :to and p.id % :step = 0
				""";
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
				""".formatted(Highlights.LOOKED_THROUGH);
	}

	private SearchEntry entry(ResultSet row, int number) throws SQLException {
		return new SearchEntry(new SearchEntry.Key(KIND, row.getLong("id")), row.getString("title"), row.getString("body"),
				Rows.strings(row, "tags"), new SearchEntry.Origin(row.getLong("author_id"), row.getLong("category_id"),
						Rows.instant(row, "created_at"), null),
				0);
	}

	@Override
	public Found found(ResultSet row, Highlights highlights) throws SQLException {
		var item = row.getString("item_title");
		return Found.of(row.getLong("id"), highlights.title(row.getString("title")),
				highlights.excerpt(markdown.words(row.getString("body"))), "/p/" + row.getLong("id"),
				new FoundPost(Author.read(row), FoundPost.CategoryName.of(row, categories), Rows.strings(row, "tags"),
						Rows.optionalInt(row, "rating"), row.getInt("like_count"), row.getInt("comment_count"),
						Rows.instant(row, "created_at"), item == null
								? null
								: new FoundPost.ItemTitle(row.getLong("item_id"), Folding.composed(item))));
	}

	@Override
	public Class<?> details() {
		return FoundPost.class;
	}

	@Override
	public String template() {
		return "board/foundPost";
	}
}
