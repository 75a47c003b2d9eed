package dev.madang.market;

import java.util.List;

import dev.madang.page.Below;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Below a product: what else its seller has on sale. */
@Component
class FromSeller implements Below {

	private static final int MOST = 5;

	private record Other(long id, String name, long price, String currency) {
	}

	private final JdbcClient jdbc;

	FromSeller(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Box> below(Page page, Subject subject, String text) {
		if (!"product".equals(subject.kind())) {
			return List.of();
		}
		var links = jdbc.sql("""
				select id, name, price, currency from product
				where seller_id = (select seller_id from product where id = :id) and status = 'on_sale' and id <> :id
				order by created_at desc, id desc
				limit :most
				""").param("id", subject.id()).param("most", MOST).query(Other.class).list().stream()
				.map(other -> new Box.Link("/products/" + other.id(), other.name(),
						Price.ofMinor(other.price(), other.currency()).text(page.language())))
				.toList();
		return List.of(new Box(page.t("product.others"), "below", links));
	}
}
