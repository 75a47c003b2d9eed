package dev.madang.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.madang.member.Author;
import dev.madang.platform.Rows;
import dev.madang.platform.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A room, as one of its members sees it, or somebody who may enter it.
 *
 * @param name empty for a direct room, which has the other's name
 * @param other who else is in a direct room
 * @param about what it began with
 * @param state open, waiting for somebody to accept it, refused by them, or closed by a moderator
 * @param slowSeconds the least time between two messages of one member, 0 for any
 * @param own what it is to the viewer, if they are in it
 */
public record Room(long id, RoomKind kind, String name, String description, @Nullable Author other, @Nullable Subject about,
		String state, int slowSeconds, int memberCount, long lastSeq, Instant lastAt, @Nullable Own own) {

	/**
	 * What a room is to one of its members.
	 *
	 * @param asked whether they have yet to accept it
	 * @param fromSeq what is not after it they are not shown
	 * @param readSeq up to where they have read
	 * @param invitedBy who brought them into it; null where they came themselves
	 * @param nextAbout what their next message shows as a card
	 */
	public record Own(boolean asked, boolean owner, boolean muted, long fromSeq, long readSeq, @Nullable Author invitedBy,
			@Nullable Subject nextAbout) {
	}

	static final String COLUMNS = """
			r.id, r.kind, r.name, r.description, r.about, r.state, r.slow_seconds, r.member_count, r.last_seq, r.last_at,
			m.state as own_state, m.role, m.muted, m.from_seq, m.read_seq, m.next_about,
			o.handle as other_handle, o.name as other_name, o.picture as other_picture,
			i.handle as inviter_handle, i.name as inviter_name, i.picture as inviter_picture
			""";

	/** Of a room {@code r}, for the viewer {@code :viewer}. */
	static final String JOINS = """
			left join room_member m on m.room_id = r.id and m.member_id = :viewer
			left join member o on r.kind = 'direct' and o.id = case when r.low_id = :viewer then r.high_id else r.low_id end
			left join member i on i.id = m.invited_by
			""";

	static Room read(ResultSet row, int number) throws SQLException {
		var about = row.getString("about");
		var other = row.getString("other_handle");
		return new Room(row.getLong("id"), RoomKind.of(row.getString("kind")), row.getString("name"),
				row.getString("description"),
				other == null ? null : Author.of(other, row.getString("other_name"), row.getString("other_picture")),
				about == null ? null : Subject.parse(about), row.getString("state"), row.getInt("slow_seconds"),
				row.getInt("member_count"), row.getLong("last_seq"), Rows.instant(row, "last_at"),
				own(row));
	}

	private static @Nullable Own own(ResultSet row) throws SQLException {
		var state = row.getString("own_state");
		if (state == null) {
			return null;
		}
		var inviter = row.getString("inviter_handle");
		var next = row.getString("next_about");
		return new Own("asked".equals(state), "owner".equals(row.getString("role")), row.getBoolean("muted"),
				row.getLong("from_seq"), row.getLong("read_seq"),
				inviter == null
						? null
						: Author.of(inviter, row.getString("inviter_name"), row.getString("inviter_picture")),
				next == null ? null : Subject.parse(next));
	}

	public boolean isDirect() {
		return kind == RoomKind.DIRECT;
	}

	public boolean isOpen() {
		return kind == RoomKind.OPEN;
	}

	public boolean isClosed() {
		return "closed".equals(state);
	}

	/** Whether the viewer may write there, as far as the room says. */
	public boolean takesMessages() {
		return isJoined() && ("open".equals(state) || "waiting".equals(state));
	}

	public boolean isJoined() {
		return own != null && !own.asked();
	}

	/**
	 * Whether the viewer reads what is said there. Who has yet to accept a group knows only that they were asked; of a direct room they
	 * read the request.
	 */
	public boolean isReadable() {
		return isJoined() || isDirect() && own != null || isOpen() && !isClosed();
	}

	public boolean isOwned() {
		return own != null && own.owner();
	}
}
