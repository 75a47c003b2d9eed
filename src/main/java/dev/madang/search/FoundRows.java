package dev.madang.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.language.Language;
import dev.madang.member.Author;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes rows of what the index found, one statement a group. The tables have the last word on what a viewer may see: what
 * was hidden a moment ago is left out here, whether or not the index knows.
 */
@Component
class FoundRows {

	/** So much of a body is looked through for the words. */
	static final int LOOKED_THROUGH = 6_000;

	private final JdbcClient jdbc;

	private final Categories categories;

	private final SearchKinds kinds;

	private final Language language;

	FoundRows(JdbcClient jdbc, Categories categories, SearchKinds kinds, Language language) {
		this.jdbc = jdbc;
		this.categories = categories;
		this.kinds = kinds;
		this.language = language;
	}

	SearchKinds kinds() {
		return kinds;
	}

	List<Found> of(SearchKind kind, List<Long> ids, Query query, Viewer viewer) {
		if (ids.isEmpty()) {
			return List.of();
		}
		var searchable = kinds.get(kind);
		var highlights = new Highlights(language.korean(), query);
		Map<Long, Found> found = new HashMap<>();
		jdbc.sql(searchable.rows()).param("ids", ids.toArray(Long[]::new))
				.param("categories", categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new))
				.param("hidden", categories.tree().hidden(viewer)).param("whole", categories.tree().isReadableWhole(viewer))
				.query((row, number) -> searchable.found(row, highlights)).list().forEach(row -> found.put(row.id(), row));
		return ids.stream().map(found::get).filter(Objects::nonNull).toList();
	}

	static Author author(ResultSet row) throws SQLException {
		return Author.of(row.getString("handle"), row.getString("name"), row.getString("picture"));
	}

	static Found.CategoryName category(ResultSet row, Categories categories) throws SQLException {
		return categories.tree().find(row.getLong("category_id")).map(c -> new Found.CategoryName(c.slug(), c.name()))
				.orElse(new Found.CategoryName("", ""));
	}
}
