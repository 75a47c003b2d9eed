package dev.madang.market;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.madang.platform.Cursor;
import dev.madang.platform.Keyset;
import dev.madang.platform.Paging;
import dev.madang.platform.Rows;
import dev.madang.platform.Slice;
import dev.madang.platform.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products that somebody likes, for themselves: what they keep an eye on. */
@Component
public class LikedProducts {

	private record Liked(Product product, long at) {

		static Liked read(ResultSet row, int number) throws SQLException {
			return new Liked(Product.read(row, number), Rows.micros(Rows.instant(row, "liked_at")));
		}
	}

	private final JdbcClient jdbc;

	LikedProducts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The latest like first; nothing that is hidden by now. */
	public Slice<Product> of(Viewer viewer, Paging paging) {
		var part = Keyset.of(paging, "products-liked", 2);
		var liked = jdbc.sql("""
				select %s, left(p.description, 1000) as description, l.created_at as liked_at
				from reaction l join product p on p.id = l.subject_id %s
				where l.member_id = :viewer and l.kind = 'product' and p.state = 'listed' and p.seller_id <> all(:hidden) %s
				order by l.created_at desc, l.subject_id desc
				%s
				""".formatted(Product.COLUMNS, Product.JOINS, part.after("(l.created_at, l.subject_id) < (:time, :id)"),
				part.limit())).param("viewer", viewer.id()).param("hidden", viewer.hidden())
				.param("time", part.time(0)).param("id", part.key(1)).query(Liked::read).list();
		return Slice.of(liked, paging.limit(), last -> Cursor.of("products-liked", last.at(), last.product().id()))
				.map(Liked::product);
	}
}
