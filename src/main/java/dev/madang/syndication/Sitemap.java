package dev.madang.syndication;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Everything that anybody may read, for search engines (https://www.sitemaps.org/protocol.html). A part of it is a range of
 * ids, so that it costs the same wherever it lies and stays the same when others change.
 */
@Component
class Sitemap {

	/** The protocol allows 50,000 in a file; so many need little memory, however many ask for them at once. */
	static final int MOST = 10_000;

	/** @param changed when what is there was last changed, or null where that is not known */
	record Url(String path, @Nullable Instant changed) {
	}

	private final JdbcClient jdbc;

	private final Categories categories;

	Sitemap(JdbcClient jdbc, Categories categories) {
		this.jdbc = jdbc;
		this.categories = categories;
	}

	/** The parts that have anything in them, such as {@code posts-3}, in their order. */
	List<String> parts() {
		return jdbc
				.sql("""
						select kind || '-' || n from (
						  select 1 as place, 'posts' as kind, n from generate_series(0, (select max(id) from post) / :most) n
						  where exists (select 1 from post
						                where id >= n * :most and id < (n + 1) * :most and state = 'listed'
						                  and category_id = any(:categories))
						  union all
						  select 2, 'items', n from generate_series(0, (select max(id) from item) / :most) n
						  where exists (select 1 from item where id >= n * :most and id < (n + 1) * :most and merged_into is null)
						  union all
						  select 3, 'products', n from generate_series(0, (select max(id) from product) / :most) n
						  where exists (select 1 from product where id >= n * :most and id < (n + 1) * :most and state = 'listed')) as part (place, kind, n)
						order by place, n
						""")
				.param("most", MOST).param("categories", readable()).query(String.class).list();
	}

	/** The addresses of one part, all read before the first of them is sent, so that a slow reader holds no connection. */
	List<Url> part(String kind, long n) {
		return switch (kind) {
			case "places" -> places();
			case "posts" -> rows("/p/", """
					select id, updated_at from post
					where id >= :from and id < :to and state = 'listed' and category_id = any(:categories)
					order by id
					""", n);
			case "products" -> rows("/products/", """
					select id, updated_at from product where id >= :from and id < :to and state = 'listed' order by id
					""", n);
			default -> rows("/items/", """
					select id, updated_at from item where id >= :from and id < :to and merged_into is null order by id
					""", n);
		};
	}

	private List<Url> places() {
		return Stream
				.concat(Stream.of("/", "/popular", "/items", "/products"), categories.tree().readable(Viewer.ANYBODY).stream()
						.map(category -> "/c/" + UriUtils.encodePathSegment(category.slug(), "UTF-8")))
				.map(path -> new Url(path, null)).toList();
	}

	private List<Url> rows(String path, String sql, long n) {
		return jdbc.sql(sql).param("from", n * MOST).param("to", (n + 1) * MOST).param("categories", readable())
				.query((row, number) -> new Url(path + row.getLong("id"), Rows.instant(row, "updated_at"))).list();
	}

	private Long[] readable() {
		return categories.tree().readable(Viewer.ANYBODY).stream().map(Category::id).toArray(Long[]::new);
	}
}
