package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.language.Folding;
import dev.madang.language.Language;
import dev.madang.market.Price;
import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Rows;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes rows of what the index found, one statement a group. The tables have the last word on what a viewer may see: what
 * was hidden a moment ago is left out here, whether or not the index knows.
 */
@Component
class FoundRows {

	/** So much of a body is looked through for the words. */
	private static final int LOOKED_THROUGH = 6_000;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final Markdown markdown;

	private final Language language;

	FoundRows(JdbcClient jdbc, Categories categories, Markdown markdown, Language language) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.markdown = markdown;
		this.language = language;
	}

	List<Found> of(SearchKind kind, List<Long> ids, Query query, Viewer viewer) {
		if (ids.isEmpty()) {
			return List.of();
		}
		var highlights = new Highlights(language.korean(), query);
		Map<Long, Found> found = new HashMap<>();
		jdbc.sql(sql(kind)).param("ids", ids.toArray(Long[]::new))
				.param("categories", categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new))
				.param("hidden", categories.tree().hidden(viewer)).param("whole", categories.tree().isReadableWhole(viewer))
				.query(mapper(kind, highlights)).list().forEach(row -> found.put(row.id(), row));
		return ids.stream().map(found::get).filter(Objects::nonNull).toList();
	}

	private static String sql(SearchKind kind) {
		return switch (kind) {
			case POST ->
				"""
						select p.id, v.title, left(v.body, %d) as body, v.tags, m.handle, m.name, m.picture, p.category_id, p.rating,
						       c.like_count, c.comment_count, p.created_at, i.id as item_id, i.title as item_title
						from post p join post_version v on v.post_id = p.id and v.version = p.current_version
						join post_count c on c.post_id = p.id join member m on m.id = p.author_id
						left join item i on i.id = p.item_id
						where p.id = any(:ids) and p.state = 'listed' and p.category_id = any(:categories)
						  and p.author_id <> all(:hidden)
						"""
						.formatted(LOOKED_THROUGH);
			case COMMENT ->
				"""
						select c.id, pv.title, v.body, m.handle, m.name, m.picture, p.category_id, c.post_id, c.like_count, c.created_at
						from comment c join comment_version v on v.comment_id = c.id and v.version = c.current_version
						join post p on p.id = c.post_id
						join post_version pv on pv.post_id = p.id and pv.version = p.current_version
						join member m on m.id = c.author_id
						where c.id = any(:ids) and c.state = 'listed' and p.state = 'listed' and p.category_id = any(:categories)
						  and c.author_id <> all(:hidden) and p.author_id <> all(:hidden)
						""";
			case ITEM -> """
					select i.id, i.title, i.kind, i.creators, i.published_on
					from item i
					where i.id = any(:ids) and i.merged_into is null
					""";
			case USER -> """
					select m.id, m.handle, m.name, m.bio, m.picture, c.post_count
					from member m left join member_count c on c.member_id = m.id
					where m.id = any(:ids) and m.withdrawn_at is null and m.id <> all(:hidden)
					""";
			case PRODUCT ->
				"""
						select p.id, p.name as title, left(p.description, %d) as body, m.handle, m.name, m.picture, p.price, p.currency,
						       p.status, c.like_count, p.created_at
						from product p join product_count c on c.product_id = p.id join member m on m.id = p.seller_id
						where p.id = any(:ids) and p.state = 'listed' and p.seller_id <> all(:hidden)
						"""
						.formatted(LOOKED_THROUGH);
			case TAG -> """
					select t.id, t.name, n.post_count
					from tag t cross join lateral (
					  select case when :whole then t.post_count else (
					    select count(*) from (
					      select 1 from post_tag pt join post p on p.id = pt.post_id
					      where pt.tag_id = t.id and p.category_id = any(:categories)
					      limit 1000) as seen)::int end as post_count) n
					where t.id = any(:ids) and n.post_count > 0
					""";
		};
	}

	private RowMapper<Found> mapper(SearchKind kind, Highlights highlights) {
		return switch (kind) {
			case POST -> (row, number) -> post(row, highlights);
			case COMMENT -> (row, number) -> comment(row, highlights);
			case ITEM -> (row, number) -> item(row, highlights);
			case USER -> (row, number) -> user(row, highlights);
			case PRODUCT -> (row, number) -> product(row, highlights);
			case TAG -> (row, number) -> tag(row, highlights);
		};
	}

	private Found post(ResultSet row, Highlights highlights) throws SQLException {
		var text = excerpt(markdown.words(row.getString("body")), highlights);
		var title = Folding.composed(row.getString("title"));
		return new Found(row.getLong("id"), title, text.text(), new Found.Marks(highlights.in(title), text.spans()),
				"/p/" + row.getLong("id"), author(row), category(row), Rows.strings(row, "tags"), null,
				Rows.optionalInt(row, "rating"), row.getInt("like_count"), row.getInt("comment_count"), null, null, null, null,
				null, Rows.instant(row, "created_at"))
				.about(row.getString("item_title") == null
						? null
						: new Found.ItemTitle(row.getLong("item_id"), Folding.composed(row.getString("item_title"))));
	}

	private Found comment(ResultSet row, Highlights highlights) throws SQLException {
		var text = excerpt(markdown.words(Texts.shorten(row.getString("body"), LOOKED_THROUGH)), highlights);
		return new Found(row.getLong("id"), row.getString("title"), text.text(), new Found.Marks(List.of(), text.spans()),
				"/p/" + row.getLong("post_id") + "#c" + row.getLong("id"), author(row), category(row), null,
				row.getLong("post_id"), null, row.getInt("like_count"), null, null, null, null, null, null,
				Rows.instant(row, "created_at"));
	}

	private static Found item(ResultSet row, Highlights highlights) throws SQLException {
		var title = Folding.composed(row.getString("title"));
		return new Found(row.getLong("id"), title, "", new Found.Marks(highlights.in(title), List.of()),
				"/items/" + row.getLong("id"), null, null, null, null, null, null, null, null, null, row.getString("kind"),
				Rows.strings(row, "creators"), row.getString("published_on"), null);
	}

	private static Found user(ResultSet row, Highlights highlights) throws SQLException {
		var name = Folding.composed(row.getString("name"));
		var bio = excerpt(Folding.composed(row.getString("bio")), highlights);
		return new Found(row.getLong("id"), name, bio.text(), new Found.Marks(highlights.in(name), bio.spans()),
				"/@" + row.getString("handle"), author(row), null, null, null, null, null, null, row.getInt("post_count"),
				row.getString("handle"), null, null, null, null);
	}

	private Found product(ResultSet row, Highlights highlights) throws SQLException {
		var text = excerpt(markdown.words(row.getString("body")), highlights);
		var name = Folding.composed(row.getString("title"));
		return Found.product(row.getLong("id"), name, text.text(), new Found.Marks(highlights.in(name), text.spans()),
				author(row), Price.ofMinor(row.getLong("price"), row.getString("currency")), row.getString("status"),
				row.getInt("like_count"), Rows.instant(row, "created_at"));
	}

	private static Found tag(ResultSet row, Highlights highlights) throws SQLException {
		var name = row.getString("name");
		return new Found(row.getLong("id"), name, "", new Found.Marks(highlights.in(name), List.of()),
				"/?tag=" + org.springframework.web.util.UriUtils.encode(name, "UTF-8"), null, null, null, null, null, null,
				null,
				row.getInt("post_count"), null, null, null, null, null);
	}

	private static Excerpt excerpt(String text, Highlights highlights) {
		var composed = Folding.composed(text);
		return Excerpt.of(composed, highlights.in(composed));
	}

	private static Author author(ResultSet row) throws SQLException {
		return Author.of(row.getString("handle"), row.getString("name"), row.getString("picture"));
	}

	private Found.CategoryName category(ResultSet row) throws SQLException {
		return categories.tree().find(row.getLong("category_id")).map(c -> new Found.CategoryName(c.slug(), c.name()))
				.orElse(new Found.CategoryName("", ""));
	}
}
