package dev.madang.chat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.chat.RoomEvent.Kind;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is in which room: entering, being brought in, leaving. */
@Component
public class RoomMembers {

	/** So many a room has at most. */
	static final int MOST = 1000;

	/** In so many rooms somebody is at most, direct ones left out. */
	static final int MOST_ROOMS = 500;

	private final JdbcClient jdbc;

	private final RoomReading reading;

	private final FirstContact contact;

	private final ActivityLog log;

	private final Limits limits;

	private final Fanout fanout;

	private final RoomOwners owners;

	RoomMembers(JdbcClient jdbc, RoomReading reading, FirstContact contact, ActivityLog log, Limits limits, Fanout fanout,
			RoomOwners owners) {
		this.jdbc = jdbc;
		this.owners = owners;
		this.reading = reading;
		this.contact = contact;
		this.log = log;
		this.limits = limits;
		this.fanout = fanout;
	}

	/** Puts somebody into a new room. */
	void add(long room, long member, String role, String state) {
		jdbc.sql("insert into room_member (room_id, member_id, role, state) values (:room, :member, :role, :state)")
				.param("room", room).param("member", member).param("role", role).param("state", state).update();
		tellJoined(room, member, state);
	}

	/** Who has yet to accept a room has not joined it. */
	private void tellJoined(long room, long member, String state) {
		if ("joined".equals(state)) {
			tell(Kind.JOINED, room, member, 0);
		}
	}

	/**
	 * Enters an open room. Whoever is in it already stays as they are; whoever was asked into it has accepted.
	 *
	 * @throws Problem 404, 403 {@code removed-from-room}, 409 {@code room-full} or {@code too-many-rooms}
	 */
	@Transactional
	public void enter(Viewer viewer, long id) {
		var room = reading.get(viewer, id);
		if (room.isJoined()) {
			return;
		}
		if (!room.isOpen()) {
			throw Problem.notFound();
		}
		if (room.own() != null) {
			answer(viewer, id, true);
			return;
		}
		limits.take("room-enter", String.valueOf(viewer.id()), 60, Duration.ofHours(1));
		put(viewer, room, viewer.id(), "joined");
	}

	/**
	 * Brings others into a group or an open room; those who do not take messages from the viewer at once are asked.
	 *
	 * @throws Problem 404 also for a handle that nobody has, 403 {@code takes-no-messages} or {@code removed-from-room}, 409
	 */
	@Transactional
	public void invite(Viewer viewer, long id, List<@Nullable String> handles) {
		viewer.requireNotSilenced();
		if (handles.size() > RoomForm.MOST_INVITED) {
			throw Problem.invalid("handles", "too-many", RoomForm.MOST_INVITED);
		}
		var room = joined(viewer, id);
		if (room.isDirect()) {
			throw Problem.conflict("room-of-two");
		}
		for (var handle : handles) {
			limits.take("room-invite", String.valueOf(viewer.id()), 200, Duration.ofHours(1));
			var other = contact.other(viewer, Texts.orEmpty(handle));
			put(viewer, room, other.id(), contact.isExpected(viewer, other, null) ? "joined" : "asked");
		}
	}

	/** Locks the room, so that its members are counted right. */
	private void put(Viewer viewer, Room room, long member, String state) {
		var count = jdbc.sql("select member_count from room where id = :id for no key update").param("id", room.id())
				.query(Integer.class).single();
		if (count >= MOST) {
			throw Problem.conflict("room-full", MOST);
		}
		owners.requireMayCome(room, member);
		if (jdbc.sql("""
				select count(*) from room_member m join room r on r.id = m.room_id
				where m.member_id = :member and r.kind <> 'direct'
				""").param("member", member)
				.query(Integer.class).single() >= MOST_ROOMS) {
			throw Problem.conflict("too-many-rooms", MOST_ROOMS);
		}
		var added = jdbc
				.sql("""
						insert into room_member (room_id, member_id, state, invited_by, from_seq, read_seq)
						select id, :member, :state, nullif(:by, :member), case when kind = 'open' then 0 else last_seq end, last_seq
						from room where id = :room
						on conflict (room_id, member_id) do nothing
						""")
				.param("room", room.id()).param("member", member).param("state", state).param("by", viewer.id()).update();
		if (added > 0) {
			if ("joined".equals(state)) {
				count(room.id(), 1);
				owners.keepOne(room.id());
			}
			log.append(viewer, Action.JOINED, new Subject("room", room.id()), Map.of("member", member));
			tellJoined(room.id(), member, state);
		}
	}

	private void count(long room, int change) {
		jdbc.sql("update room set member_count = member_count + :change where id = :id").param("id", room)
				.param("change", change).update();
	}

	/** Whoever was asked is in the room now; also who refused a direct one, and writes to the other themselves. */
	void comeBack(Viewer viewer, long id) {
		if (jdbc.sql(
				"update room_member set state = 'joined' where room_id = :room and member_id = :member and state = 'asked'")
				.param("room", id).param("member", viewer.id()).update() > 0) {
			jdbc.sql(
					"""
							update room set member_count = member_count + 1, state = case when state = 'closed' then state else 'open' end
							where id = :room
							""")
					.param("room", id).update();
			tell(Kind.JOINED, id, viewer.id(), 0);
		}
	}

	/** Accepts a room into which somebody else brought one, or does not. */
	@Transactional
	public void answer(Viewer viewer, long id, boolean accept) {
		var room = reading.get(viewer, id);
		if (room.own() == null || !room.own().asked()) {
			throw Problem.conflict("not-asked");
		}
		if (accept) {
			comeBack(viewer, id);
			if (!room.isDirect()) {
				owners.keepOne(id);
			}
		}
		else if (room.isDirect()) {
			jdbc.sql("""
					with refused as (update room set state = 'refused' where id = :room and state = 'waiting')
					update room_member m set from_seq = r.last_seq
					from room r where r.id = m.room_id and m.room_id = :room and m.member_id = :member
					""").param("room", id).param("member", viewer.id()).update();
			tell(Kind.ROOM, id, 0, 0);
		}
		else {
			goFrom(viewer, room, viewer.id());
		}
	}

	/**
	 * Leaves a room; a direct one is deleted for oneself until something new is said in it. Whose room has no owner left gets the one who
	 * is in it for longest.
	 */
	@Transactional
	public void leave(Viewer viewer, long id) {
		var room = reading.find(viewer, id).filter(found -> found.own() != null).orElseThrow(Problem::notFound);
		if (room.isDirect()) {
			var read = jdbc.sql("""
					update room_member m set from_seq = r.last_seq, read_seq = r.last_seq
					from room r where r.id = m.room_id and m.room_id = :room and m.member_id = :member
					returning m.read_seq
					""").param("room", id).param("member", viewer.id()).query(Long.class).single();
			tell(Kind.READ, id, viewer.id(), read);
		}
		else {
			goFrom(viewer, room, viewer.id());
		}
	}

	/**
	 * Removes somebody from a room, who comes back only when an owner invites them.
	 *
	 * @throws Problem 403 for whoever does not own the room, 404, 409 for an owner
	 */
	@Transactional
	public void remove(Viewer viewer, long id, String handle) {
		var room = owned(viewer, id);
		var member = memberOf(id, handle);
		if (member.owner()) {
			throw Problem.conflict("room-owner");
		}
		goFrom(viewer, room, member.id());
		if (!member.asked()) {
			owners.keepOut(id, member.id());
		}
	}

	private void goFrom(Viewer viewer, Room room, long member) {
		jdbc.sql("select id from room where id = :id for no key update").param("id", room.id()).query().listOfRows();
		var state = jdbc.sql("delete from room_member where room_id = :room and member_id = :member returning state")
				.param("room", room.id()).param("member", member).query(String.class).optional();
		if (state.isEmpty()) {
			return;
		}
		if ("joined".equals(state.get())) {
			count(room.id(), -1);
		}
		owners.keepOne(room.id());
		log.append(viewer, Action.LEFT, new Subject("room", room.id()), Map.of("member", member));
		tell(Kind.LEFT, room.id(), member, 0);
	}

	/**
	 * Makes somebody an owner, or one no more.
	 *
	 * @param role owner or member
	 * @throws Problem 403, 404, 422, 409 {@code room-owner} where none would be left
	 */
	@Transactional
	public void role(Viewer viewer, long id, String handle, @Nullable String role) {
		if (!"owner".equals(role) && !"member".equals(role)) {
			throw Problem.invalid("role", "bad-room-role");
		}
		var room = owned(viewer, id);
		jdbc.sql("select id from room where id = :id for no key update").param("id", room.id()).query().listOfRows();
		var member = memberOf(id, handle);
		if (jdbc.sql("""
				update room_member set role = :role
				where room_id = :room and member_id = :member and state = 'joined' and (:role = 'owner' or exists (
				  select 1 from room_member o where o.room_id = :room and o.role = 'owner' and o.member_id <> :member))
				""").param("room", id).param("member", member.id()).param("role", role).update() == 0) {
			throw Problem.conflict("room-owner");
		}
		tell(Kind.ROOM, id, 0, 0);
	}

	/** Makes somebody an owner in the viewer's place. */
	@Transactional
	public void handOver(Viewer viewer, long id, String handle) {
		role(viewer, id, handle, "owner");
		role(viewer, id, viewer.handle(), "member");
	}

	private RoomReading.RoomMember memberOf(long room, String handle) {
		return reading.members(room).stream().filter(member -> member.user().handle().equals(handle)).findFirst()
				.orElseThrow(Problem::notFound);
	}

	/** @throws Problem 404 for whoever is not in it */
	Room joined(Viewer viewer, long id) {
		return reading.find(viewer, id).filter(Room::isJoined).orElseThrow(Problem::notFound);
	}

	/** @throws Problem 403 for whoever does not own it, 404 */
	Room owned(Viewer viewer, long id) {
		var room = joined(viewer, id);
		if (!room.isOwned()) {
			throw Problem.forbidden("not-yours");
		}
		return room;
	}

	private void tell(Kind kind, long room, long member, long seq) {
		AfterCommit.run(() -> fanout.publish(new RoomEvent(kind, room, member, seq)));
	}
}
