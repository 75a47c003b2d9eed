package dev.madang.market;

import dev.madang.platform.Cursor;
import dev.madang.platform.Paging;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody may like to have: what those sell whom they follow, what is liked by those who like the same, and, for want
 * of both, what many like and what is new. Each source adds its weight, and the sum decides; sources are read from indexes
 * and bounded, so the cost does not grow with the market. Nothing of one's own, nothing that one likes already, nothing
 * that is sold out.
 */
@Component
public class ProductSuggestions {

	private final JdbcClient jdbc;

	ProductSuggestions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The best first; some hundreds at most. What changes between two parts may repeat or skip a row. */
	public Slice<Suggested> of(Viewer viewer, Paging paging) {
		var after = Cursor.read(paging.cursor(), "products-recommended", 1);
		var offset = after == null ? 0 : Math.clamp(after.key(0), 0, 10_000);
		var suggested = jdbc.sql("""
				with mine as (
				  select subject_id from reaction where member_id = :viewer and kind = 'product'
				  order by created_at desc limit 50),
				alike as (
				  select each.member_id, count(*) as n
				  from mine cross join lateral (
				    select member_id from reaction
				    where kind = 'product' and subject_id = mine.subject_id and member_id <> :viewer
				    limit 200) each
				  group by each.member_id order by n desc, each.member_id limit 50),
				candidate as (
				  select each.id, 3.0 as weight, 'seller' as because
				  from (select followed_id from follow where member_id = :viewer order by created_at desc limit 500) f
				  cross join lateral (
				    select id from product where seller_id = f.followed_id and status = 'on_sale'
				    order by created_at desc, id desc limit 10) each
				  union all
				  select each.subject_id, 2.0 * alike.n, 'together'
				  from alike cross join lateral (
				    select subject_id from reaction where member_id = alike.member_id and kind = 'product'
				    order by created_at desc limit 20) each
				  union all
				  (select product_id, 1.0, 'popular' from product_count where listed_as = 'on_sale' and like_count > 0
				   order by like_count desc, product_id desc limit 100)
				  union all
				  (select id, 0.5, 'latest' from product where status = 'on_sale'
				   order by created_at desc, id desc limit 100)),
				ranked as (
				  select candidate.id, sum(weight) as score, (array_agg(because order by weight desc))[1] as because
				  from candidate join product p on p.id = candidate.id
				  where p.status = 'on_sale' and p.seller_id <> :viewer and p.seller_id <> all(:hidden)
				    and not exists (select 1 from reaction r
				                    where r.kind = 'product' and r.subject_id = p.id and r.member_id = :viewer)
				  group by candidate.id, p.created_at
				  order by score desc, p.created_at desc, candidate.id desc
				  limit :limit offset :offset)
				select ranked.because, %s, left(p.description, 1000) as description
				from ranked join product p on p.id = ranked.id %s
				order by ranked.score desc, p.created_at desc, p.id desc
				""".formatted(Product.COLUMNS, Product.JOINS)).param("viewer", viewer.id()).param("hidden", viewer.hidden())
				.param("limit", paging.limit() + 1).param("offset", offset)
				.query((row, number) -> new Suggested(Product.read(row, number), row.getString("because"))).list();
		return Slice.of(suggested, paging.limit(), last -> Cursor.of("products-recommended", offset + paging.limit()));
	}
}
