package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.catalog.Review;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.media.StoredPicture;
import dev.madang.member.Author;
import dev.madang.platform.Rows;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A post as somebody sees it. In a list, the body is only its beginning.
 *
 * @param takenBy who took it from its readers, if anybody did
 */
public record Post(long id, long authorId, Author author, long categoryId, String title, String body, List<String> tags,
		@Nullable Item item, @Nullable Integer rating, ContentState state, @Nullable TakenBy takenBy, boolean pinned,
		boolean locked, int version,
		int likeCount, int commentCount, long viewCount, boolean likedByMe, boolean bookmarkedByMe, Instant createdAt,
		Instant updatedAt, List<StoredPicture> pictures) {

	/** The book or film that a post is about. */
	@Schema(name = "PostItem")
	public record Item(long id, String kind, String title, List<String> creators, @Nullable String publishedOn) {
	}

	/** What {@link #read} needs; {@code :viewer} is the id of whoever looks, 0 for anybody. Body is left to the query. */
	static final String COLUMNS = """
			p.id, p.author_id, m.handle, m.name, m.picture, p.category_id, v.title, v.tags, p.item_id, i.kind as item_kind,
			i.title as item_title, i.creators as item_creators, i.published_on as item_published_on, p.rating, p.state, p.taken_by,
			p.pinned, p.locked, p.current_version, c.like_count, c.comment_count, c.view_count,
			exists (select 1 from reaction r where r.kind = 'post' and r.subject_id = p.id and r.member_id = :viewer) as liked,
			exists (select 1 from bookmark b where b.post_id = p.id and b.member_id = :viewer) as bookmarked,
			p.created_at, p.updated_at,
			"""
			+ StoredPicture.column("post", "p.id");

	/** What {@link #COLUMNS} are taken from. */
	static final String JOINS = """
			join post_version v on v.post_id = p.id and v.version = p.current_version
			join post_count c on c.post_id = p.id
			join member m on m.id = p.author_id
			left join item i on i.id = p.item_id
			""";

	static Post read(ResultSet row, int number) throws SQLException {
		return new Post(row.getLong("id"), row.getLong("author_id"),
				Author.read(row),
				row.getLong("category_id"), row.getString("title"), row.getString("body"), Rows.strings(row, "tags"), item(row),
				Rows.optionalInt(row, "rating"), ContentState.of(row.getString("state")), TakenBy.of(row.getString("taken_by")),
				row.getBoolean("pinned"), row.getBoolean("locked"),
				row.getInt("current_version"), row.getInt("like_count"), row.getInt("comment_count"), row.getLong("view_count"),
				row.getBoolean("liked"), row.getBoolean("bookmarked"), Rows.instant(row, "created_at"),
				Rows.instant(row, "updated_at"), StoredPicture.read(row));
	}

	private static @Nullable Item item(ResultSet row) throws SQLException {
		var id = Rows.optionalLong(row, "item_id");
		return id == null
				? null
				: new Item(id, row.getString("item_kind"), row.getString("item_title"), Rows.strings(row, "item_creators"),
						row.getString("item_published_on"));
	}

	/** What programs call its state: draft, published or hidden. */
	public String status() {
		return switch (state) {
			case DRAFT -> "draft";
			case LISTED -> "published";
			default -> "hidden";
		};
	}

	Step step() {
		return new Step(state, takenBy);
	}

	/** Where it is found, if it is listed. */
	@Nullable
	Listed listed() {
		return state.isListed()
				? new Listed(id, authorId, categoryId, tags, item == null ? null : new Review(item.id(), rating))
				: null;
	}

	/** Whether its author has left and, because it was hidden, has taken along what it said. */
	public boolean isGone() {
		return state.isTaken() && Author.isWithdrawn(author.handle()) && "-".equals(title) && body.isEmpty();
	}

	/** The same post with its text. */
	Post with(String text) {
		return new Post(id, authorId, author, categoryId, title, text, tags, item, rating, state, takenBy, pinned, locked,
				version,
				likeCount, commentCount, viewCount, likedByMe, bookmarkedByMe, createdAt, updatedAt, pictures);
	}

	/** The same post with what its viewer has marked. */
	Post markedBy(boolean liked, boolean bookmarked) {
		return liked == likedByMe && bookmarked == bookmarkedByMe
				? this
				: new Post(id, authorId, author, categoryId, title, body, tags, item, rating, state, takenBy, pinned, locked,
						version, likeCount, commentCount, viewCount, liked, bookmarked, createdAt, updatedAt, pictures);
	}

	/** The same post with views that are counted and not stored yet. */
	Post withMoreViews(long views) {
		return new Post(id, authorId, author, categoryId, title, body, tags, item, rating, state, takenBy, pinned, locked,
				version,
				likeCount, commentCount, viewCount + views, likedByMe, bookmarkedByMe, createdAt, updatedAt, pictures);
	}
}
