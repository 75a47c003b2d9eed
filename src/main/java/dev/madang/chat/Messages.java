package dev.madang.chat;

import java.util.Map;
import java.util.Optional;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.chat.MessageInsert.Stored;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.ContentState;
import dev.madang.content.TakenBy;
import dev.madang.platform.AfterCommit;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with messages. */
@Component("chatMessages")
public class Messages {

	private final JdbcClient jdbc;

	private final MessageStore store;

	private final MessageReading reading;

	private final MessageRules rules;

	private final MessageFrames frames;

	private final ActivityLog log;

	private final Fanout fanout;

	Messages(JdbcClient jdbc, MessageStore store, MessageReading reading, MessageRules rules, MessageFrames frames,
			ActivityLog log, Fanout fanout) {
		this.jdbc = jdbc;
		this.store = store;
		this.reading = reading;
		this.rules = rules;
		this.frames = frames;
		this.log = log;
		this.fanout = fanout;
	}

	/**
	 * Says something in a room; the same again, by its {@code clientId}, is the message that there is.
	 *
	 * @return the message, once it is stored; it is on its way to everybody who is in the room
	 * @throws Problem 404 who is not in the room, 403 who may not write there, 422, 429
	 */
	public Message send(Viewer viewer, long room, MessageForm written) {
		try {
			return sendNew(viewer, room, rules.check(viewer, room, written));
		}
		catch (DuplicateKeyException again) {
			return again(viewer, room, written).orElseThrow(() -> again);
		}
		catch (Problem problem) {
			// what is refused now may have been taken before
			return again(viewer, room, written).orElseThrow(() -> problem);
		}
	}

	private Message sendNew(Viewer viewer, long room, MessageForm form) {
		var mentioned = rules.mentioned(room, form);
		var plain = rules.isPlain(viewer, form);
		// what is counted is not counted twice
		var before = plain ? Optional.<Message>empty() : again(viewer, room, form);
		if (before.isPresent()) {
			return before.get();
		}
		var stored = plain
				? store.store(viewer, room, form, mentioned)
				: store.storeWithMore(viewer, rules.room(viewer, room), form, mentioned);
		var message = plain && form.replyTo() == null
				? MessageReading.ofStored(viewer, room, form, stored)
				: reading.find(room, stored.seq()).orElseThrow();
		tell(message, stored);
		return message;
	}

	private void tell(Message message, Stored stored) {
		fanout.publish(new RoomEvent(RoomEvent.Kind.MESSAGE, message.room(), message.authorId(), message.seq(),
				frames.message(message, stored.readers() - 1)));
	}

	private Optional<Message> again(Viewer viewer, long room, MessageForm form) {
		var known = form.clientId() == null ? Optional.<Message>empty() : reading.byClient(viewer, form.clientId());
		if (known.isPresent() && known.get().room() != room) {
			throw Problem.conflict("client-id-used");
		}
		return known;
	}

	/**
	 * Makes another text of one's own message.
	 *
	 * @throws Problem 403 for anybody but its author, or where they may not write any more, 404 who is not in its room or where it
	 * is deleted, 422, 429
	 */
	@Transactional
	public Message edit(Viewer viewer, long id, @Nullable String body) {
		viewer.requireNotSilenced();
		var message = own(viewer, id);
		var form = rules.edited(viewer, message, body);
		if (form.body() == null || form.body().equals(message.body())) {
			return message;
		}
		if (jdbc.sql("""
				update message x set body = :body, mentioned = :mentioned, version = version + 1, edited_at = now()
				from room r
				where x.id = :id and r.id = x.room_id and r.state in ('open', 'waiting') and %s
				""".formatted(MessageInsert.MEET)).param("id", id).param("body", form.body())
				.param("hidden", viewer.standing().hidden().toArray(Long[]::new))
				.param("mentioned", rules.mentioned(message.room(), form).toArray(Long[]::new)).update() == 0) {
			throw rules.objection(viewer, message.room());
		}
		log.append(viewer, Action.EDITED, new Subject("message", id), Map.of("room", message.room()));
		if (rules.holds(viewer, message, form)) {
			take(viewer, message, Step.HELD);
		}
		else {
			changed(message);
		}
		return reading.get(viewer, id);
	}

	/** Takes one's own message away; its place stays. */
	@Transactional
	public void remove(Viewer viewer, long id) {
		take(viewer, own(viewer, id), new Step(ContentState.REMOVED, TakenBy.AUTHOR));
	}

	private Message own(Viewer viewer, long id) {
		jdbc.sql("select id from message where id = :id for no key update").param("id", id).query().listOfRows();
		var message = reading.get(viewer, id);
		if (!viewer.is(message.authorId())) {
			throw Problem.forbidden("not-yours");
		}
		if (message.isDeleted()) {
			throw Problem.notFound();
		}
		return message;
	}

	/** Hides a message, as a moderator does after a report. */
	@Transactional
	void hide(Viewer viewer, Message message) {
		if (!message.isDeleted()) {
			take(viewer, message, Step.hidden(TakenBy.MODERATOR));
		}
	}

	/** Shows a hidden one again, or one that waited for a moderator. */
	@Transactional
	void show(Viewer viewer, Message message) {
		if (jdbc.sql("update message set state = 'listed', taken_by = null where id = :id and state in ('held', 'hidden')")
				.param("id", message.id()).update() > 0) {
			// one that was held is new now, unless an edit had it held
			var step = new Step(message.state(), TakenBy.MODERATOR);
			MessageInsert.LIFE.changed(step, Step.LISTED, message.state() != ContentState.HELD || message.editedAt() != null)
					.forEach(action -> log.append(viewer, action, new Subject("message", message.id()),
							Map.of("room", message.room())));
			changed(message);
		}
	}

	private void take(Viewer viewer, Message message, Step step) {
		jdbc.sql("update message set state = :state, taken_by = :by where id = :id").param("state", step.state().word())
				.param("by", step.byWord()).param("id", message.id()).update();
		MessageInsert.LIFE.changed(Step.LISTED, step, true).forEach(action -> log.append(viewer, action,
				new Subject("message", message.id()), Map.of("room", message.room())));
		changed(message);
	}

	private void changed(Message message) {
		AfterCommit.run(() -> fanout.publish(
				new RoomEvent(RoomEvent.Kind.CHANGED, message.room(), message.authorId(), message.seq())));
	}
}
