package dev.madang.chat.web;

import java.util.List;
import java.util.stream.Stream;

import dev.madang.chat.Message;
import dev.madang.chat.MessageForm;
import dev.madang.chat.MessageJson;
import dev.madang.chat.MessageReading;
import dev.madang.chat.MessageView;
import dev.madang.chat.Messages;
import dev.madang.chat.Room;
import dev.madang.chat.OwnRooms;
import dev.madang.chat.RoomReading;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is said in rooms. */
@RestController
@RequestMapping("/api/v1/chat")
@Allow(Role.MEMBER)
@Tag(name = "Chat")
class MessageApi {

	private static final int USUAL = 50;

	/** Some messages of a room, the newest last. */
	record SaidMessages(List<MessageJson> items) {
	}

	record NewBody(@Nullable String body) {
	}

	/** @param seq of the last message that one has read */
	record ReadUpTo(@Nullable Long seq) {
	}

	private final Messages messages;

	private final MessageReading reading;

	private final MessageView view;

	private final RoomReading rooms;

	private final OwnRooms ownRooms;

	MessageApi(Messages messages, MessageReading reading, MessageView view, RoomReading rooms, OwnRooms ownRooms) {
		this.messages = messages;
		this.reading = reading;
		this.view = view;
		this.rooms = rooms;
		this.ownRooms = ownRooms;
	}

	/** The latest, or those before, after or around one of them. */
	@GetMapping("/rooms/{id}/messages")
	SaidMessages list(@PathVariable long id, @RequestParam(required = false) @Nullable Long before,
			@RequestParam(required = false) @Nullable Long after, @RequestParam(required = false) @Nullable Long around,
			@RequestParam(required = false) @Nullable Integer limit, Viewer viewer) {
		if (Stream.of(before, after, around).filter(each -> each != null).count() > 1) {
			throw Problem.invalid("before", "one-of-three");
		}
		if (limit != null && (limit < 1 || limit > MessageReading.MOST)) {
			throw Problem.malformed("bad-limit");
		}
		var room = rooms.get(viewer, id);
		if (!room.isReadable()) {
			throw Problem.notFound();
		}
		return new SaidMessages(view.of(room, some(room, before, after, around, limit == null ? USUAL : limit), viewer));
	}

	private List<Message> some(Room room, @Nullable Long before, @Nullable Long after, @Nullable Long around, int limit) {
		if (after != null) {
			return reading.after(room, after, limit);
		}
		return around == null ? reading.before(room, before, limit) : reading.around(room, around, limit);
	}

	/** Says something; the same {@code clientId} again gives the same message. */
	@PostMapping("/rooms/{id}/messages")
	@ResponseStatus(HttpStatus.CREATED)
	MessageJson send(@PathVariable long id, @RequestBody MessageForm form, Viewer viewer) {
		return one(messages.send(viewer, id, form), viewer);
	}

	@PatchMapping("/messages/{id}")
	MessageJson edit(@PathVariable long id, @RequestBody NewBody change, Viewer viewer) {
		return one(messages.edit(viewer, id, change.body()), viewer);
	}

	private MessageJson one(Message message, Viewer viewer) {
		return view.of(rooms.get(viewer, message.room()), List.of(message), viewer).getFirst();
	}

	@DeleteMapping("/messages/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id, Viewer viewer) {
		messages.remove(viewer, id);
	}

	/** Marks a room as read up to a message; what was read stays read. */
	@PutMapping("/rooms/{id}/read")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void read(@PathVariable long id, @RequestBody ReadUpTo position, Viewer viewer) {
		if (position.seq() == null) {
			throw Problem.invalid("seq", "missing");
		}
		ownRooms.read(viewer, id, position.seq());
	}
}
