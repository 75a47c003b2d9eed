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
				update product_count c
				set click_count = click_count + case when :counts and p.seller_id <> :viewer then 1 else 0 end
				from product p
				where p.id = c.product_id and p.id = :id and p.status <> 'hidden' and p.link is not null
				  and p.seller_id <> all(:hidden)
				returning p.link
				""").param("id", id).param("counts", counts).param("viewer", viewer.id()).param("hidden", viewer.hidden())
				.query(String.class).optional().orElseThrow(Problem::notFound);
	}
}
