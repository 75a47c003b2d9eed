package dev.madang.market;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.madang.media.Media;
import dev.madang.platform.Subject;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lower modules may know of a product. */
@Component
@Order(2)
class ProductSubject implements SubjectKind {

	private static final String SEEN = "state = 'listed' and not seller_id = any(:hidden)";

	private final JdbcClient jdbc;

	private final Products products;

	private final Media media;

	ProductSubject(JdbcClient jdbc, Products products, Media media) {
		this.media = media;
		this.jdbc = jdbc;
		this.products = products;
	}

	@Override
	public String kind() {
		return "product";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("select id from product where id = any(:ids) and " + SEEN).param("ids", ids.toArray(Long[]::new))
				.params(seenBy(viewer)).query(Long.class).set();
	}

	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("select id, seller_id, name, status from product where id = any(:ids)")
				.param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
					summaries.put(row.getLong("id"), new Summary(row.getLong("seller_id"), row.getString("name"),
							"/products/" + row.getLong("id"), Product.HIDDEN.equals(row.getString("status"))));
				});
		return summaries;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("select description from product where id = :id").param("id", id).query(String.class).optional()
				.orElse("");
	}

	@Override
	public List<Long> pictures(long id) {
		return media.attached(new Subject("product", id));
	}

	/** What its seller took along nobody sees already. */
	@Override
	public void hide(Viewer viewer, long id) {
		if (isThere(id)) {
			products.hide(viewer, id, null);
		}
	}

	@Override
	public void restore(Viewer viewer, long id) {
		if (isThere(id)) {
			products.restore(viewer, id);
		}
	}

	private boolean isThere(long id) {
		return !summaries(List.of(id)).isEmpty();
	}

	@Override
	public String likedAt() {
		return "products";
	}

	/** Its seller may leave while somebody likes it: then its count is waited for, and there is nothing to like. */
	@Override
	public LikeSql likeSql() {
		return new LikeSql("select id from product where id = :id and " + SEEN, "product_count", "product_id");
	}

	@Override
	public void addLikes(Map<Long, Integer> likesById) {
		new MarketCounts(jdbc).addToProducts("like_count", likesById);
	}

	@Override
	@Transactional
	public void addViews(Map<Long, Long> viewsById) {
		new MarketCounts(jdbc).addToProducts("view_count", viewsById);
	}
}
