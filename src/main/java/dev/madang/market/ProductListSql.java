package dev.madang.market;

import java.util.stream.IntStream;

import dev.madang.platform.Keyset;

/**
 * Composes the one statement of a list. Each status gives its own first rows from an index and these are merged,
 * so that the cost grows with the size of a page; a name is found by the pairs of characters in it, from an index on those.
 * Only the rows that are shown are joined to their counts and people.
 */
final class ProductListSql {

	static final int COUNTED_MOST = 10_000;

	private final ProductQuery query;

	private final Keyset part;

	/** @param part after keys of the last row: its place in the order, its id */
	ProductListSql(ProductQuery query, Keyset part) {
		this.query = query;
		this.part = part;
	}

	String page() {
		return """
				with found as (
				  select id, key
				  from (%1$s) as candidates
				  order by key %2$s, id %2$s
				  %6$s)
				select f.total, found.key is null as nothing, %3$s, left(p.description, 1000) as description
				from (select %4$s as total) f
				left join (found join product p on p.id = found.id %5$s) on true
				order by found.key %2$s, found.id %2$s
				""".formatted(query.sought().isEmpty() ? merged() : first("= any(:statuses)"), direction(), Product.COLUMNS,
				query.paging().isNumbered() ? total() : "0", Product.JOINS, part.limitFrom(":offset"));
	}

	private String merged() {
		return Keyset.merge(IntStream.range(0, query.statuses().size()).mapToObj(number -> first("= :status" + number)));
	}

	private String first(String status) {
		var id = byLikes() ? "c.product_id" : "p.id";
		return """
				select %1$s as id, %2$s as key
				from %3$s
				where %4$s %5$s
				order by key %6$s, id %6$s
				%7$s
				""".formatted(id, key(), source(), conditions(status), after(id), direction(), part.limitOfEach());
	}

	private String after(String id) {
		return part.after("(%s, %s) %s (%s, :id)".formatted(key(), id, query.sort() == ProductQuery.Sort.PRICE ? ">" : "<",
				query.sort() == ProductQuery.Sort.LATEST ? ":keyTime" : ":key"));
	}

	private boolean byLikes() {
		return query.sort() == ProductQuery.Sort.POPULAR;
	}

	private String direction() {
		return query.sort() == ProductQuery.Sort.PRICE ? "asc" : "desc";
	}

	private String key() {
		return switch (query.sort()) {
			case LATEST -> "p.created_at";
			case POPULAR -> "c.like_count";
			case PRICE -> "p.price";
		};
	}

	private String source() {
		return byLikes() ? "product_count c join product p on p.id = c.product_id" : "product p";
	}

	/** Where the index on likes gives the order, its own column says what is listed. */
	private String conditions(String status) {
		var byIndex = byLikes() && query.sought().isEmpty() && query.seller() == null && !query.isHidden();
		var conditions = new StringBuilder(byIndex ? "c.listed_as " : "p.status ").append(status)
				.append(" and p.seller_id <> all(:hidden)");
		if (query.seller() != null) {
			conditions.append(" and p.seller_id = (select id from member where handle = :seller)");
		}
		if (query.currency() != null) {
			conditions.append(" and p.currency = :currency");
		}
		if (query.least() != null) {
			conditions.append(" and p.price >= :least");
		}
		if (query.most() != null) {
			conditions.append(" and p.price <= :dearest");
		}
		if (!query.sought().isEmpty()) {
			conditions.append("""
					 and item_grams(p.sought) @> item_grams(rtrim(item_sought(:q, '{}'), chr(10)))
					 and strpos(p.sought, rtrim(item_sought(:q, '{}'), chr(10))) > 0
					""");
		}
		return conditions.toString();
	}

	/** From kept counts where they say it; otherwise counted, up to ten thousand and one. */
	private String total() {
		if (!query.isCounted()) {
			return "(select count(*) from (select 1 from product p where " + conditionsOfCount() + " limit "
					+ (COUNTED_MOST + 1) + ") as counted)";
		}
		var counted = query.statuses().size() > 1 ? "n.on_sale + n.sold_out" : "n." + query.statuses().getFirst();
		return query.seller() == null
				? "(select " + counted + " from market_count n where n.seller_id = 0)"
				: "coalesce((select " + counted + " from market_count n join member s on s.id = n.seller_id"
						+ " where s.handle = :seller and s.id <> all(:hidden)), 0)";
	}

	private String conditionsOfCount() {
		return conditions("= any(:statuses)").replace("c.listed_as", "p.status");
	}
}
