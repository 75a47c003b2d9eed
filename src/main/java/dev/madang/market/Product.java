package dev.madang.market;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.StoredPicture;
import dev.madang.member.Author;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A product as somebody sees it. In a list, the description is only its beginning.
 *
 * @param images as they are stored; Media makes of them what is shown
 * @param link where it is sold, if elsewhere
 * @param place where it is handed over, or empty
 * @param status on_sale, sold_out or hidden
 * @param takenBy who took it from the lists, if anybody did
 * @param version of what is edited, its status with it; counts are no part of it
 * @param clickCount how often somebody went to the link
 */
public record Product(long id, long sellerId, Author seller, String name, String description, Price price,
		List<StoredPicture> images, @Nullable String link, String place, String status, ContentState state,
		@Nullable TakenBy takenBy,
		int version, int likeCount,
		long viewCount,
		long clickCount, boolean likedByMe, Instant createdAt, Instant updatedAt) {

	static final String HIDDEN = "hidden";

	/** What {@link #read} needs; {@code :viewer} is the id of whoever looks, 0 for anybody. Description is left to the query. */
	static final String COLUMNS = """
			p.id, p.seller_id, m.handle as seller_handle, m.name as seller_name, m.picture as seller_picture, p.name, p.price,
			p.currency, p.link, p.place, p.status, p.state, p.taken_by, p.version, c.like_count, c.view_count, c.click_count,
			exists (select 1 from reaction r
			        where r.kind = 'product' and r.subject_id = p.id and r.member_id = :viewer) as liked,
			p.created_at, p.updated_at,
			""" + StoredPicture.column("product", "p.id");

	/** What {@link #COLUMNS} are taken from. */
	static final String JOINS = """
			join product_count c on c.product_id = p.id
			join member m on m.id = p.seller_id
			""";

	static Product read(ResultSet row, int number) throws SQLException {
		return new Product(row.getLong("id"), row.getLong("seller_id"),
				Author.of(row.getString("seller_handle"), row.getString("seller_name"), row.getString("seller_picture")),
				row.getString("name"), row.getString("description"),
				Price.ofMinor(row.getLong("price"), row.getString("currency")), StoredPicture.read(row), row.getString("link"),
				row.getString("place"),
				row.getString("status"),
				ContentState.of(row.getString("state")), TakenBy.of(row.getString("taken_by")), row.getInt("version"),
				row.getInt("like_count"), row.getLong("view_count"),
				row.getLong("click_count"), row.getBoolean("liked"), Rows.instant(row, "created_at"),
				Rows.instant(row, "updated_at"));
	}

	List<Long> imageIds() {
		return images.stream().map(StoredPicture::id).toList();
	}

	public boolean isHidden() {
		return HIDDEN.equals(status);
	}

	public boolean isSoldOut() {
		return "sold_out".equals(status);
	}

	/** Whether only a moderator shows it again. */
	public boolean isHiddenByModerator() {
		return takenBy == TakenBy.MODERATOR || takenBy == TakenBy.REVIEW;
	}

	/** The host that its link leads to, or an empty text. */
	public String linkHost() {
		return link == null ? "" : String.valueOf(URI.create(link).getHost());
	}

	/** The same product with views that are counted and not stored yet. */
	Product withMoreViews(long views) {
		return new Product(id, sellerId, seller, name, description, price, images, link, place, status, state, takenBy,
				version,
				likeCount,
				viewCount + views, clickCount, likedByMe, createdAt, updatedAt);
	}
}
