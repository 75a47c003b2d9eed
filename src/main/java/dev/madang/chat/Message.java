package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.madang.content.ContentState;
import dev.madang.media.StoredPicture;
import dev.madang.member.Author;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said in a room.
 *
 * @param seq its place in the room: one more than that of the message before it
 * @param clientId the sender's own name for it
 * @param body the inline part of Markdown; empty where it is deleted
 * @param replyTo what it answers
 * @param about a post, product or item that it shows as a card
 */
public record Message(long id, long room, long seq, long authorId, Author author, String clientId, String body,
		@Nullable Quote replyTo, @Nullable Subject about, List<StoredPicture> images, ContentState state, int version,
		Instant createdAt, @Nullable Instant editedAt) {

	/** @param body empty where it is deleted */
	public record Quote(long seq, long authorId, Author author, String body, boolean deleted) {
	}

	/** So many characters one has at most. */
	public static final int LONGEST = 4000;

	static final String COLUMNS = """
			x.id, x.room_id, x.seq, x.author_id, x.client_id, x.body, x.about, x.state, x.version, x.created_at, x.edited_at,
			a.handle, a.name, a.picture, q.seq as quoted_seq, q.author_id as quoted_author, left(q.body, 200) as quoted_body, q.state as quoted_state,
			qa.handle as quoted_handle, qa.name as quoted_name, qa.picture as quoted_picture,
			"""
			+ StoredPicture.column("message", "x.id");

	/** Of a message {@code x}. */
	static final String JOINS = """
			join member a on a.id = x.author_id
			left join message q on q.room_id = x.room_id and q.seq = x.reply_to
			left join member qa on qa.id = q.author_id
			""";

	static Message read(ResultSet row, int number) throws SQLException {
		var state = ContentState.of(row.getString("state"));
		var about = row.getString("about");
		var shown = state.isListed();
		return new Message(row.getLong("id"), row.getLong("room_id"), row.getLong("seq"), row.getLong("author_id"),
				Author.read(row), row.getString("client_id"), shown ? row.getString("body") : "",
				shown ? quote(row) : null, about == null || !shown ? null : Subject.parse(about),
				shown ? StoredPicture.read(row) : List.of(), state, row.getInt("version"), Rows.instant(row, "created_at"),
				Rows.optional(row, "edited_at"));
	}

	private static @Nullable Quote quote(ResultSet row) throws SQLException {
		var seq = Rows.optionalLong(row, "quoted_seq");
		var deleted = !"listed".equals(row.getString("quoted_state"));
		return seq == null
				? null
				: new Quote(seq, row.getLong("quoted_author"),
						Author.of(row.getString("quoted_handle"), row.getString("quoted_name"),
								row.getString("quoted_picture")),
						deleted ? "" : row.getString("quoted_body"), deleted);
	}

	/** Whether only its place is left. */
	public boolean isDeleted() {
		return !state.isListed();
	}
}
