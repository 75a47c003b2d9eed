package dev.madang.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import dev.madang.platform.PictureUrl;
import tools.jackson.databind.json.JsonMapper;

/**
 * A picture as a query of another module brings it along in its own statement; {@link Media#shown} makes of it what readers
 * get.
 *
 * @param width of its full size
 */
public record StoredPicture(long id, String key, String format, int width, int height, String alt) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * A column {@code images} for a select list: the pictures of a thing, in their order.
	 *
	 * @param kind of the thing, such as {@code post}
	 * @param id the expression for its id, such as {@code p.id}
	 */
	public static String column(String kind, String id) {
		return columnOf("'" + kind + "'", id);
	}

	static String columnOf(String kind, String id) {
		return """
				(select json_agg(json_build_object('id', d.id, 'key', d.key, 'format', d.format, 'width', d.width,
				                                   'height', d.height, 'alt', d.alt) order by u.position)
				 from media_use u join media d on d.id = u.media_id
				 where u.kind = %s and u.subject_id = %s) as images
				""".formatted(kind, id);
	}

	/** The column's value. */
	public static List<StoredPicture> read(ResultSet row) throws SQLException {
		var images = row.getString("images");
		return images == null ? List.of() : List.of(JSON.readValue(images, StoredPicture[].class));
	}

	static StoredPicture row(ResultSet row) throws SQLException {
		return new StoredPicture(row.getLong("id"), row.getString("key"), row.getString("format"), row.getInt("width"),
				row.getInt("height"), row.getString("alt"));
	}

	/** What readers get who do not ask the CDN for it. */
	public Picture local() {
		return at(new PictureUrl(""));
	}

	Picture at(PictureUrl address) {
		var longer = Math.max(width, height);
		return new Picture(id, alt,
				Arrays.stream(Size.values())
						.map(size -> new Variant(size.label,
								address.of("/media/" + key + "/" + size.label + "." + format), size.of(width, longer),
								size.of(height, longer)))
						.toList());
	}
}
