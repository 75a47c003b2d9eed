package dev.madang.market;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the counts of products, and of what is listed. Rows are taken in the order of their ids, the one of the whole
 * market first, so that no two changes wait for each other.
 */
record MarketCounts(JdbcClient jdbc) {

	/** The row that counts what everybody sells. */
	private static final long ALL = 0;

	/** A product of a seller is listed otherwise than before; hidden is not listed. */
	void move(long sellerId, String before, String after) {
		if (!before.equals(after)) {
			add(Map.of(sellerId, new int[]{ change("on_sale", before, after), change("sold_out", before, after) }));
		}
	}

	private static int change(String status, String before, String after) {
		return (status.equals(after) ? 1 : 0) - (status.equals(before) ? 1 : 0);
	}

	/** @param changes of each seller: how many more are on sale, and sold out */
	void add(Map<Long, int[]> changes) {
		var all = new TreeMap<>(changes);
		all.put(ALL, new int[]{ changes.values().stream().mapToInt(change -> change[0]).sum(),
				changes.values().stream().mapToInt(change -> change[1]).sum() });
		var sellers = all.keySet().toArray(Long[]::new);
		jdbc.sql("""
				insert into market_count (seller_id) select unnest(:sellers) as seller order by seller on conflict do nothing
				""").param("sellers", sellers).update();
		jdbc.sql("""
				with changed as (
				  select seller_id, on_sale, sold_out
				  from unnest(:sellers, :onSale, :soldOut) as changed (seller_id, on_sale, sold_out)),
				locked as (
				  select seller_id from market_count where seller_id = any(:sellers) order by seller_id for update)
				update market_count c
				set on_sale = c.on_sale + changed.on_sale, sold_out = c.sold_out + changed.sold_out
				from locked join changed on changed.seller_id = locked.seller_id
				where c.seller_id = locked.seller_id
				""").param("sellers", sellers)
				.param("onSale", all.values().stream().map(change -> change[0]).toArray(Integer[]::new))
				.param("soldOut", all.values().stream().map(change -> change[1]).toArray(Integer[]::new)).update();
	}

	/** @param column like_count or view_count */
	void addToProducts(String column, Map<Long, ? extends Number> changes) {
		jdbc.sql("""
				with changed as (
				  select id, change from unnest(:ids, :changes) as changed (id, change)),
				locked as (
				  select product_id from product_count where product_id in (select id from changed)
				  order by product_id for update)
				update product_count c set %1$s = c.%1$s + changed.change
				from locked join changed on changed.id = locked.product_id
				where c.product_id = locked.product_id
				""".formatted(column)).param("ids", changes.keySet().toArray(Long[]::new))
				.param("changes", changes.values().stream().map(Number::longValue).toArray(Long[]::new)).update();
	}
}
