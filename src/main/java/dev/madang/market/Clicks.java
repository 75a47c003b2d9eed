package dev.madang.market;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the link of a product leads, and how often somebody went there. */
@Component
public class Clicks {

	private final JdbcClient jdbc;

	Clicks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The address to go to.
	 *
	 * @param counts whether it is counted; the seller never is
	 * @throws Problem 404 for a product that is hidden, or without a link
	 */
	public String follow(long id, Viewer viewer, boolean counts) {
		return jdbc.sql("""
				with target as (
				  select id, seller_id, link from product
				  where id = :id and state = 'listed' and link is not null and seller_id <> all(:hidden)),
				counted as (
				  update product_count c set click_count = c.click_count + 1
				  from target where c.product_id = target.id and :counts and target.seller_id <> :viewer)
				select link from target
				""").param("id", id).param("counts", counts).param("viewer", viewer.id()).param("hidden", viewer.hidden())
				.query(String.class).optional().orElseThrow(Problem::notFound);
	}
}
