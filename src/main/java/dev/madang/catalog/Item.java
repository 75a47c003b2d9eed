package dev.madang.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.media.Picture;
import dev.madang.media.StoredPicture;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A work of the catalogue, with what listed posts say of it.
 *
 * @param kind book or film
 * @param publishedOn {@code YYYY}, {@code YYYY-MM} or a date
 * @param version of what moderators edit; counts are no part of it
 * @param ratings how many listed posts rate it 1, 2 … 10, in this order
 */
public record Item(long id, String kind, String title, List<String> creators, @Nullable String isbn13,
		@Nullable String publishedOn, @Nullable String language, String description, @Nullable String coverUrl, int version,
		int postCount, List<Integer> ratings, int ratingCount, int ratingSum, Instant createdAt, Instant updatedAt,
		List<StoredPicture> pictures) {

	public static final int BEST_RATING = 10;

	/** What {@link #read} needs of an item {@code i} and its counts {@code c}. */
	static final String COLUMNS = """
			i.id, i.kind, i.title, i.creators, i.isbn13, i.published_on, i.language, i.description, i.cover_url, i.version,
			c.post_count, c.ratings, c.rating_count, c.rating_sum, i.created_at, i.updated_at,
			""" + StoredPicture.column("item", "i.id");

	static Item read(ResultSet row, int number) throws SQLException {
		return new Item(row.getLong("id"), row.getString("kind"), row.getString("title"), Rows.strings(row, "creators"),
				row.getString("isbn13"), row.getString("published_on"), row.getString("language"), row.getString("description"),
				row.getString("cover_url"), row.getInt("version"), row.getInt("post_count"),
				List.of((Integer[]) row.getArray("ratings").getArray()), row.getInt("rating_count"), row.getInt("rating_sum"),
				Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"),
				StoredPicture.read(row));
	}

	/** The word of schema.org for a kind of item. */
	public static String schemaType(String kind) {
		return "book".equals(kind) ? "Book" : "Movie";
	}

	/** The mean of the ratings of all listed posts about it, exact; null while none rates it. */
	public @Nullable Double averageRating() {
		return ratingCount == 0 ? null : (double) ratingSum / ratingCount;
	}

	/** The picture of its cover that the community itself has, if it has one. */
	public @Nullable Picture cover() {
		return pictures.isEmpty() ? null : pictures.getFirst().local();
	}

	/** Creators and year on one line, whichever there are. */
	public String byline() {
		var year = publishedOn == null ? "" : publishedOn.replaceFirst("^(-?\\d+).*", "$1");
		return String.join(", ", creators) + (creators.isEmpty() || year.isEmpty() ? "" : " · ") + year;
	}
}
