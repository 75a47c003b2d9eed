package dev.madang.market;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.madang.activity.SharedRead;
import dev.madang.activity.SharedReads;
import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Numbered;
import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.TableScans;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Lists of products, each with one statement. */
@Component
public class ProductLists {

	private record Row(@Nullable Product product, long total) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getBoolean("nothing") ? null : Product.read(row, number), row.getLong("total"));
		}
	}

	private final JdbcClient jdbc;

	private final TableScans scans;

	private final SharedRead<List<Long>, List<Product>> offered;

	ProductLists(JdbcClient jdbc, TableScans scans, SharedReads reads) {
		this.offered = reads.by("offered", new TypeReference<>() {
		}, (key, products) -> products.stream().mapToInt(each -> 500 + each.description().length()).sum());
		this.jdbc = jdbc;
		this.scans = scans;
	}

	/**
	 * Products from a cursor on. While likes or prices change, an order by these may repeat or skip a row; the latest never.
	 *
	 * @throws Problem 400 for a cursor that is none of this list, 403 for hidden ones of others, 503 if it takes too long
	 */
	public Slice<Product> slice(ProductQuery query, Viewer viewer) {
		var products = rows(query, viewer).stream().map(Row::product).filter(Objects::nonNull).toList();
		return Slice.of(products, query.paging().limit(),
				last -> Cursor.of(query.cursorName(), key(query.sort(), last), last.id()));
	}

	/** The newest that are on sale of those that were offered between two moments; who likes them is left out. */
	public List<Product> offered(Instant after, Instant until, int most, Viewer viewer) {
		if (viewer.hidden().length > 0) {
			return readOffered(after, until, most, viewer.hidden());
		}
		var key = List.of(Rows.micros(after), Rows.micros(until), (long) most);
		var known = offered.find(key);
		return known != null
				? known
				: offered.read(key, () -> readOffered(after, until, most, new Long[0]), UnaryOperator.identity());
	}

	private List<Product> readOffered(Instant after, Instant until, int most, Long[] hidden) {
		return jdbc.sql("""
				select %s, left(p.description, 1000) as description
				from (select * from product
				      where status = 'on_sale' and created_at > :after and created_at <= :until and seller_id <> all(:hidden)
				      order by created_at desc, id desc limit %d) p %s
				order by p.created_at desc, p.id desc
				""".formatted(Product.COLUMNS, most, Product.JOINS)).param("viewer", 0)
				.param("after", Rows.ofMicros(Rows.micros(after))).param("until", Rows.ofMicros(Rows.micros(until)))
				.param("hidden", hidden).query(Product::read).list();
	}

	/** A numbered page; the total is exact without a filter and by seller and status, otherwise counted up to ten thousand. */
	public Numbered<Product> numbered(ProductQuery query, Viewer viewer) {
		var rows = rows(query, viewer);
		List<Product> products = rows.stream().map(Row::product).filter(Objects::nonNull).limit(query.paging().limit())
				.toList();
		var total = rows.getFirst().total();
		var more = !query.isCounted() && total > ProductListSql.COUNTED_MOST;
		return new Numbered<>(products, query.paging().page(), query.paging().limit(),
				more ? ProductListSql.COUNTED_MOST : total, more);
	}

	private List<Row> rows(ProductQuery query, Viewer viewer) {
		if (query.isHidden() && !viewer.isModerator()
				&& !(viewer.isMember() && viewer.handle().equals(query.seller()))) {
			throw Problem.forbidden("not-yours");
		}
		var part = Keyset.of(query.paging(), query.cursorName(), 2);
		var statement = jdbc.sql(new ProductListSql(query, part).page()).params(parameters(query, part, viewer));
		if (query.isCounted()) {
			return statement.query(Row::read).list();
		}
		return scans.list(viewer, statement, Row::read, "busy");
	}

	private static Map<String, @Nullable Object> parameters(ProductQuery query, Keyset part, Viewer viewer) {
		var parameters = new HashMap<String, @Nullable Object>();
		parameters.put("viewer", viewer.id());
		parameters.put("hidden", viewer.hidden());
		parameters.put("statuses", query.statuses().toArray(String[]::new));
		for (int i = 0; i < query.statuses().size(); i++) {
			parameters.put("status" + i, query.statuses().get(i));
		}
		parameters.put("seller", query.seller());
		parameters.put("currency", query.currency());
		parameters.put("least", query.least());
		parameters.put("dearest", query.most());
		parameters.put("q", query.sought());
		parameters.put(query.sort() == ProductQuery.Sort.LATEST ? "keyTime" : "key",
				query.sort() == ProductQuery.Sort.LATEST ? part.time(0) : part.key(0));
		parameters.put("id", part.key(1));
		parameters.put("offset", query.paging().offset());
		return parameters;
	}

	private static long key(ProductQuery.Sort sort, Product product) {
		return switch (sort) {
			case LATEST -> Rows.micros(product.createdAt());
			case POPULAR -> product.likeCount();
			case PRICE -> product.price().minor();
		};
	}
}
