package dev.madang.notification;

import dev.madang.board.Categories;
import dev.madang.board.Category;
import dev.madang.platform.Viewer;

/**
 * What decides, whenever it is asked, which of a member's notifications are there at all: those about what is hidden, or no
 * longer the member's to read, are not, and are again when it is.
 *
 * @param readable the categories that the member may read
 * @param hidden the members who block this one or are blocked; also a moderator is not told of them
 */
record Visibility(long memberId, Long[] readable, Long[] hidden) {

	static Visibility of(Viewer viewer, Categories categories) {
		return new Visibility(viewer.id(), categories.tree().readable(viewer).stream().map(Category::id).toArray(Long[]::new),
				viewer.standing().hidden().toArray(Long[]::new));
	}

	/** Of a notification {@code n} with {@link #JOINS}; {@code :readable} and {@code :hidden} are its own. */
	static final String VISIBLE = """
			not n.hidden and (n.actor_id is null or n.kind = 'filed' or n.actor_id <> all(:hidden))
			and (n.post_id is null or p.state = 'listed' and p.category_id = any(:readable)
			     and p.author_id <> all(:hidden) and (n.subject_kind <> 'comment' or c.state = 'listed'))
			and (n.subject_kind <> 'room' or n.kind not in ('message', 'mention') or exists (
			  select 1 from room_member s
			  where s.room_id = n.subject_id and s.member_id = n.member_id
			    and (n.message_seq is null or s.from_seq < n.message_seq)))
			""";

	static final String JOINS = """
			left join post p on p.id = n.post_id
			left join comment c on n.subject_kind = 'comment' and c.id = n.subject_id and n.post_id is not null
			""";
}
