package dev.madang.chat;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.madang.platform.Problem;
import dev.madang.platform.SubjectKind;
import dev.madang.platform.Viewer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What lower modules may know of a room. Whoever hides one closes it: nobody writes in it any more. */
@Component
@Order(8)
class RoomSubject implements SubjectKind {

	private final JdbcClient jdbc;

	private final Rooms rooms;

	RoomSubject(JdbcClient jdbc, Rooms rooms) {
		this.jdbc = jdbc;
		this.rooms = rooms;
	}

	@Override
	public String kind() {
		return "room";
	}

	@Override
	public Set<Long> visible(Collection<Long> ids, Viewer viewer) {
		return jdbc.sql("""
				select r.id from room r left join room_member m on m.room_id = r.id and m.member_id = :viewer
				where r.id = any(:ids) and (m.member_id is not null or r.kind = 'open' and r.state = 'open')
				""").param("ids", ids.toArray(Long[]::new)).param("viewer", viewer.id()).query(Long.class).set();
	}

	/** Its owner answers for it; of a direct room, the one who is not the reader cannot be told here, so nobody. */
	@Override
	public Map<Long, Summary> summaries(Collection<Long> ids) {
		var summaries = new HashMap<Long, Summary>();
		jdbc.sql("""
				select r.id, r.name, r.kind, r.state, coalesce((
				  select m.member_id from room_member m where m.room_id = r.id and m.role = 'owner'
				  order by m.joined_at, m.member_id limit 1), 0) as owner
				from room r where r.id = any(:ids)
				""").param("ids", ids.toArray(Long[]::new)).query((ResultSet row) -> {
			summaries.put(row.getLong("id"), new Summary(row.getLong("owner"), row.getString("name"),
					"/chat/" + row.getLong("id"), "closed".equals(row.getString("state"))));
		});
		return summaries;
	}

	@Override
	public String text(long id) {
		return jdbc.sql("select description from room where id = :id").param("id", id).query(String.class).optional()
				.orElse("");
	}

	@Override
	public void hide(Viewer viewer, long id) {
		requireModerator(viewer);
		rooms.close(viewer, id);
	}

	@Override
	public void restore(Viewer viewer, long id) {
		requireModerator(viewer);
		rooms.reopen(viewer, id);
	}

	private static void requireModerator(Viewer viewer) {
		if (!viewer.isModerator()) {
			throw Problem.forbidden("moderators-only");
		}
	}
}
