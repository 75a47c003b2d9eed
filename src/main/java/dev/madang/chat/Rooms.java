package dev.madang.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with rooms themselves. Who is in them is of RoomMembers. */
@Component
public class Rooms {

	private final JdbcClient jdbc;

	private final RoomReading reading;

	private final RoomMembers members;

	private final FirstContact contact;

	private final RoomRules rules;

	private final ActivityLog log;

	private final Fanout fanout;

	Rooms(JdbcClient jdbc, RoomReading reading, RoomMembers members, FirstContact contact, RoomRules rules, ActivityLog log,
			Fanout fanout) {
		this.jdbc = jdbc;
		this.reading = reading;
		this.members = members;
		this.contact = contact;
		this.rules = rules;
		this.log = log;
		this.fanout = fanout;
	}

	/**
	 * A room, and whether it was made just now.
	 *
	 * @param made false for the direct room that there was already
	 */
	public record Opened(Room room, boolean made) {
	}

	/**
	 * Makes a room, or finds the direct one that there is; there the viewer's next message shows what the form is about.
	 *
	 * @throws Problem 422, 404 for a handle that nobody has, 403 {@code takes-no-messages}, 429
	 */
	@Transactional
	public Opened open(Viewer viewer, RoomForm written) {
		viewer.requireNotSilenced();
		var form = written.tidy();
		return "direct".equals(form.kind())
				? direct(viewer, Objects.requireNonNull(form.members()).getFirst(), form.about())
				: new Opened(make(viewer, form), true);
	}

	private Opened direct(Viewer viewer, @Nullable String handle, @Nullable String about) {
		var other = contact.somebodyElse(viewer, Texts.orEmpty(handle));
		var known = find(viewer, other.id());
		if (known != null && !viewer.standing().hidden().contains(other.id())) {
			members.comeBack(viewer, known);
			return known(viewer, known, about);
		}
		contact.requireTaken(viewer, other);
		rules.begins(viewer);
		var subject = about == null ? null : rules.requireCard(viewer, about);
		var waits = !contact.isExpected(viewer, other, subject);
		var id = jdbc.sql("""
				insert into room (kind, state, low_id, high_id, about, member_count)
				values ('direct', :state, :low, :high, :about, case when :state = 'waiting' then 1 else 2 end)
				on conflict (low_id, high_id) where kind = 'direct' do nothing
				returning id
				""").param("state", waits ? "waiting" : "open").param("low", Math.min(viewer.id(), other.id()))
				.param("high", Math.max(viewer.id(), other.id())).param("about", about).query(Long.class).optional();
		if (id.isEmpty()) {
			return known(viewer, Objects.requireNonNull(find(viewer, other.id())), about);
		}
		members.add(id.get(), viewer.id(), "member", "joined");
		members.add(id.get(), other.id(), "member", waits ? "asked" : "joined");
		made(viewer, id.get());
		return new Opened(reading.get(viewer, id.get()), true);
	}

	/** What somebody asks about now stands with their next message, unless it is what the room begins with. */
	private Opened known(Viewer viewer, long id, @Nullable String about) {
		if (about != null) {
			rules.requireCard(viewer, about);
		}
		jdbc.sql("""
				update room_member m set next_about = case when r.last_seq = 0 and r.about = :about then null else :about end
				from room r
				where r.id = m.room_id and m.room_id = :room and m.member_id = :member and m.next_about is distinct from :about
				""").param("room", id).param("member", viewer.id()).param("about", about).update();
		return new Opened(reading.get(viewer, id), false);
	}

	private @Nullable Long find(Viewer viewer, long other) {
		return jdbc.sql("select id from room where kind = 'direct' and low_id = :low and high_id = :high")
				.param("low", Math.min(viewer.id(), other)).param("high", Math.max(viewer.id(), other)).query(Long.class)
				.optional().orElse(null);
	}

	private Room make(Viewer viewer, RoomForm form) {
		rules.begins(viewer);
		rules.requireFine(viewer, form);
		var id = jdbc.sql("""
				insert into room (kind, name, description, slow_seconds, member_count)
				values (:kind, :name, :description, :slow, 1)
				returning id
				""").param("kind", form.kind()).param("name", form.name()).param("description", form.description())
				.param("slow", form.slowSeconds()).query(Long.class).single();
		members.add(id, viewer.id(), "owner", "joined");
		made(viewer, id);
		var invited = Objects.requireNonNull(form.members());
		if (!invited.isEmpty()) {
			members.invite(viewer, id, invited);
		}
		return reading.get(viewer, id);
	}

	private void made(Viewer viewer, long id) {
		log.append(viewer, Action.MADE, new Subject("room", id));
	}

	/**
	 * Makes of a group or an open room what a form says.
	 *
	 * @throws Problem 403 for whoever does not own it, 404, 422
	 */
	@Transactional
	public Room change(Viewer viewer, long id, RoomForm written) {
		viewer.requireNotSilenced();
		var room = members.owned(viewer, id);
		var form = new RoomForm(room.kind().word(), written.name() == null ? room.name() : written.name(),
				written.description() == null ? room.description() : written.description(), List.of(), null,
				written.slowSeconds() == null ? Integer.valueOf(room.slowSeconds()) : written.slowSeconds()).tidy();
		rules.requireFine(viewer, form);
		jdbc.sql("update room set name = :name, description = :description, slow_seconds = :slow where id = :id")
				.param("id", id).param("name", form.name()).param("description", form.description())
				.param("slow", form.slowSeconds()).update();
		log.append(viewer, Action.EDITED, new Subject("room", id));
		changed(id);
		return reading.get(viewer, id);
	}

	/** Closes a room, as a moderator does after a report: nobody writes in it any more. */
	@Transactional
	void close(Viewer viewer, long id) {
		state(viewer, id, "closed", Action.HIDDEN);
	}

	/** Lets its members write in it again; not one of two that somebody has left for good. */
	@Transactional
	void reopen(Viewer viewer, long id) {
		state(viewer, id, "open", Action.RESTORED);
	}

	private void state(Viewer viewer, long id, String state, Action action) {
		if (jdbc.sql("""
				update room r set state = case
				  when :state = 'open' and r.kind = 'direct' and exists (
				    select 1 from room_member m where m.room_id = r.id and m.state = 'asked') then 'waiting'
				  else :state end
				where r.id = :id and (r.state = 'closed') = (:state = 'open') and (
				  :state = 'closed' or r.kind <> 'direct' or (select count(*) from room_member m where m.room_id = r.id) = 2)
				""")
				.param("state", state).param("id", id).update() > 0) {
			log.append(viewer, action, new Subject("room", id), Map.of());
			changed(id);
		}
	}

	private void changed(long id) {
		AfterCommit.run(() -> fanout.publish(new RoomEvent(RoomEvent.Kind.ROOM, id, 0, 0)));
	}
}
