package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.member.Author;
import dev.madang.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * A comment in its thread. Of a removed one, or one by somebody whom the viewer does not see, nothing is told but its
 * place.
 *
 * @param depth 0 at the top
 * @param gone whether its author took it away, so that nobody reads it any more, whoever moderates there
 * @param path the ids from the top down to this one, in whose order the thread is read
 */
public record Comment(long id, long postId, @Nullable Long parentId, int depth, long authorId, Author author, String body,
		int likeCount, boolean likedByMe, boolean removed, boolean gone, int version, Instant createdAt, Instant updatedAt,
		List<Long> path) {

	/** What {@link #read} needs; {@code :viewer} is the id of whoever looks, {@code :hidden} whom they do not see. */
	static final String COLUMNS = """
			c.id, c.post_id, c.parent_id, c.author_id, m.handle, m.name, m.picture, v.body, c.like_count,
			exists (select 1 from reaction r where r.kind = 'comment' and r.subject_id = c.id and r.member_id = :viewer) as liked,
			c.state <> 'listed' or c.author_id = any(:hidden) as removed,
			c.state = 'removed' as gone, c.current_version, c.created_at, c.updated_at, c.path
			""";

	static final String JOINS = """
			join comment_version v on v.comment_id = c.id and v.version = c.current_version
			join member m on m.id = c.author_id
			""";

	/** What is removed is read by whoever moderates there, unless it is gone. */
	public boolean isShown(boolean moderates) {
		return !removed || moderates && !gone;
	}

	/** The same comment for somebody who likes it, or does not. */
	Comment likedByMe(boolean liked) {
		return liked == likedByMe
				? this
				: new Comment(id, postId, parentId, depth, authorId, author, body, likeCount, liked, removed, gone, version,
						createdAt,
						updatedAt, path);
	}

	static Comment read(ResultSet row, int number) throws SQLException {
		var path = Rows.longs(row, "path");
		return new Comment(row.getLong("id"), row.getLong("post_id"), Rows.optionalLong(row, "parent_id"), path.size() - 1,
				row.getLong("author_id"), Author.read(row),
				row.getString("body"),
				row.getInt("like_count"), row.getBoolean("liked"), row.getBoolean("removed"), row.getBoolean("gone"),
				row.getInt("current_version"),
				Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"), path);
	}
}
