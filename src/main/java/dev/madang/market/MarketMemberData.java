package dev.madang.market;

import java.io.IOException;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.member.MemberArchive;
import dev.madang.member.MemberData;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.reaction.Likes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a member sells. It goes with the member, because nobody is left to sell it; who liked it is forgotten with it. */
@Component
class MarketMemberData implements MemberData {

	private record Removed(long id, String status) {
	}

	private final JdbcClient jdbc;

	private final Likes likes;

	private final ActivityLog log;

	MarketMemberData(JdbcClient jdbc, Likes likes, ActivityLog log) {
		this.jdbc = jdbc;
		this.likes = likes;
		this.log = log;
	}

	@Override
	public void export(Viewer viewer, MemberArchive archive) throws IOException {
		archive.rows("products", jdbc.sql("""
				select p.id, p.name, p.description, p.price as price_in_smallest_unit, p.currency, p.link, p.place, p.status,
				       c.click_count as clicks, p.created_at::text as created_at, p.updated_at::text as updated_at
				from product p join product_count c on c.product_id = p.id
				where p.seller_id = :id order by p.id
				""").param("id", viewer.id()));
	}

	/** The likes after the products: one that is stored meanwhile waits for the row of its count, and finds it gone. */
	@Override
	public void withdraw(long memberId) {
		var removed = jdbc.sql("delete from product where seller_id = :id returning id, status").param("id", memberId)
				.query(Removed.class).list();
		if (removed.isEmpty()) {
			return;
		}
		likes.forget("product", removed.stream().map(Removed::id).toList());
		new MarketCounts(jdbc).add(Map.of(memberId,
				new int[]{ -(int) removed.stream().filter(product -> "on_sale".equals(product.status())).count(),
						-(int) removed.stream().filter(product -> "sold_out".equals(product.status())).count() }));
		jdbc.sql("delete from market_count where seller_id = :id").param("id", memberId).update();
		removed.stream().filter(product -> !Product.HIDDEN.equals(product.status())).forEach(
				product -> log.append(Viewer.ANYBODY, Action.HIDDEN, new Subject("product", product.id())));
	}
}
