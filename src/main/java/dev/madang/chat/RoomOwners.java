package dev.madang.chat;

import dev.madang.platform.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That a room has an owner, and that whom its owners removed stays out. */
@Component
class RoomOwners {

	private final JdbcClient jdbc;

	RoomOwners(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Gives a room that has no owner the one who is in it for longest. */
	void keepOne(long room) {
		jdbc.sql("""
				update room_member set role = 'owner'
				where room_id = :room and state = 'joined'
				  and not exists (select 1 from room_member where room_id = :room and role = 'owner')
				  and member_id = (select member_id from room_member where room_id = :room and state = 'joined'
				                   order by joined_at, member_id limit 1)
				""").param("room", room).update();
	}

	/** Within the transaction that removes them, which holds the room. */
	void keepOut(long room, long member) {
		jdbc.sql("insert into room_removal (room_id, member_id) values (:room, :member) on conflict do nothing")
				.param("room", room).param("member", member).update();
	}

	/**
	 * Lets somebody in again where an owner brings them; within the transaction that puts them into the room, which holds it.
	 *
	 * @throws Problem 403 {@code removed-from-room}
	 */
	void requireMayCome(Room room, long member) {
		if (room.isOwned()) {
			jdbc.sql("delete from room_removal where room_id = :room and member_id = :member").param("room", room.id())
					.param("member", member).update();
		}
		else if (jdbc.sql("select exists (select 1 from room_removal where room_id = :room and member_id = :member)")
				.param("room", room.id()).param("member", member).query(Boolean.class).single()) {
			throw Problem.forbidden("removed-from-room");
		}
	}
}
