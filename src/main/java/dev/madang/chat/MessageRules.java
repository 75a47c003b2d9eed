package dev.madang.chat;

import java.time.Duration;
import java.util.List;

import dev.madang.moderation.Screening;
import dev.madang.platform.Checks;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a message may say, how many somebody sends in a while, and why one is not taken. */
@Component
class MessageRules {

	private final JdbcClient jdbc;

	private final Limits limits;

	private final Markdown markdown;

	private final Screening screening;

	private final Cards cards;

	private final RoomReading rooms;

	MessageRules(JdbcClient jdbc, Limits limits, Markdown markdown, Screening screening, Cards cards,
			RoomReading rooms) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.markdown = markdown;
		this.screening = screening;
		this.cards = cards;
		this.rooms = rooms;
	}

	/** @throws Problem 422, 403 for whoever is silenced, 429 */
	MessageForm check(Viewer viewer, long room, MessageForm written) {
		viewer.requireNotSilenced();
		var form = written.tidy();
		limits.take("message", String.valueOf(viewer.id()), 120, Duration.ofMinutes(1));
		if (form.about() != null) {
			cards.require(viewer, form.about());
		}
		if (form.replyTo() != null && !isRead(viewer, room, form.replyTo())) {
			throw Problem.invalid("replyTo", "unknown-message");
		}
		return form;
	}

	/** An answer shows what it answers, so that is to be what its author may read. */
	private boolean isRead(Viewer viewer, long room, long seq) {
		return jdbc.sql("""
				select exists (
				  select 1 from message x join room_member m on m.room_id = x.room_id and m.member_id = :viewer
				  where x.room_id = :room and x.seq = :seq and x.seq > m.from_seq and x.state = 'listed')
				""").param("room", room).param("seq", seq).param("viewer", viewer.id()).query(Boolean.class).single();
	}

	/** Whether to store it is all there is to do. */
	boolean isPlain(Viewer viewer, MessageForm form) {
		return (form.mediaIds() == null || form.mediaIds().isEmpty())
				&& screening.passes(viewer, Texts.orEmpty(form.body()));
	}

	/** @throws Problem 404 who is not in the room */
	Room room(Viewer viewer, long id) {
		return rooms.find(viewer, id).filter(Room::isJoined).orElseThrow(Problem::notFound);
	}

	/** @throws Problem 422, 429 */
	MessageForm edited(Viewer viewer, Message message, @Nullable String body) {
		limits.take("message", String.valueOf(viewer.id()), 120, Duration.ofMinutes(1));
		var least = message.images().isEmpty() && message.about() == null ? 1 : 0;
		new Checks().length("body", body, least, Message.LONGEST).done();
		return new MessageForm(Texts.tidy(Texts.orEmpty(body)), message.clientId(), null, null, null);
	}

	/** Whether the new text of a message, where everybody may enter, waits for moderators, who have a case for it then. */
	boolean holds(Viewer viewer, Message message, MessageForm form) {
		var verdict = screening.recheck(viewer, Texts.orEmpty(form.body()), "body");
		var holds = verdict.holdsForReview() && rooms.get(viewer, message.room()).isOpen();
		if (holds) {
			screening.holdForReview(viewer, new Subject("message", message.id()), verdict.why());
		}
		return holds;
	}

	/** The ids of the members of a room whom a text names. */
	List<Long> mentioned(long room, MessageForm form) {
		var body = form.body();
		var handles = body == null || body.indexOf('@') < 0 ? List.<String>of() : List.copyOf(markdown.mentions(body));
		return handles.isEmpty()
				? List.of()
				: jdbc.sql("""
						select m.id from member m join room_member r on r.member_id = m.id
						where r.room_id = :room and r.state = 'joined' and m.handle = any(:handles)
						""").param("room", room).param("handles", handles.toArray(String[]::new)).query(Long.class).list();
	}

	/** Why somebody cannot write in a room. */
	Problem objection(Viewer viewer, long id) {
		var room = room(viewer, id);
		if (room.isClosed()) {
			return Problem.forbidden("room-closed");
		}
		if ("waiting".equals(room.state()) && room.lastSeq() >= MessageInsert.WHILE_WAITING) {
			return Problem.forbidden("room-waiting", MessageInsert.WHILE_WAITING);
		}
		return room.slowSeconds() > 0 && !room.isDirect()
				? Problem.later(429, "room-slow", room.slowSeconds())
				: Problem.forbidden("takes-no-messages");
	}
}
