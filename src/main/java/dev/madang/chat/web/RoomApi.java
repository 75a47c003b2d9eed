package dev.madang.chat.web;

import java.util.List;

import dev.madang.chat.FirstContact;
import dev.madang.chat.OwnRooms;
import dev.madang.chat.RoomForm;
import dev.madang.chat.RoomMembers;
import dev.madang.chat.RoomReading;
import dev.madang.chat.Rooms;
import dev.madang.platform.Paging;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Allow;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** Rooms of chat. Somebody who is in a room does what its members may; whoever is in none of it does not know that it is there. */
@RestController
@RequestMapping("/api/v1/chat")
@Allow(Role.MEMBER)
@Tag(name = "Chat")
class RoomApi {

	/** What changes of a room; what is left out stays. */
	record RoomChange(@Nullable String name, @Nullable String description, @Nullable Integer slowSeconds) {
	}

	record Muting(boolean on) {
	}

	record Accepting(boolean accept) {
	}

	/** @param takesFrom everybody, followed (those whom one follows) or nobody */
	record MessagePreference(@Nullable String takesFrom) {
	}

	private final Rooms rooms;

	private final RoomReading reading;

	private final RoomView view;

	private final RoomMembers members;

	private final OwnRooms ownRooms;

	private final FirstContact contact;

	RoomApi(Rooms rooms, RoomReading reading, RoomView view, RoomMembers members, OwnRooms ownRooms, FirstContact contact) {
		this.ownRooms = ownRooms;
		this.rooms = rooms;
		this.reading = reading;
		this.view = view;
		this.members = members;
		this.contact = contact;
	}

	/** One's rooms, that of the latest message first; with {@code kind=open}, rooms that everybody may enter. */
	@GetMapping("/rooms")
	RoomJson.Listed list(Viewer viewer, @RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		if (kind != null && !"open".equals(kind)) {
			throw Problem.invalid("kind", "unknown-room-kind");
		}
		if (kind != null) {
			return new RoomJson.Listed(reading.open(viewer, q).stream().map(view::whole).toList(), null);
		}
		var slice = reading.list(viewer, Paging.of(limit, cursor, null));
		return new RoomJson.Listed(slice.items().stream().map(view::row).toList(), slice.nextCursor());
	}

	/** Makes a room; 200 with the direct one that there is already. */
	@PostMapping("/rooms")
	ResponseEntity<RoomJson> open(@RequestBody RoomForm form, Viewer viewer) {
		var opened = rooms.open(viewer, form);
		return ResponseEntity.status(opened.made() ? HttpStatus.CREATED : HttpStatus.OK)
				.header("Location", "/api/v1/chat/rooms/" + opened.room().id()).body(view.whole(opened.room()));
	}

	@GetMapping("/rooms/{id}")
	RoomJson get(@PathVariable long id, Viewer viewer) {
		return view.whole(reading.get(viewer, id));
	}

	@PatchMapping("/rooms/{id}")
	RoomJson change(@PathVariable long id, @RequestBody RoomChange change, Viewer viewer) {
		return view.whole(rooms.change(viewer, id,
				new RoomForm(null, change.name(), change.description(), null, null, change.slowSeconds())));
	}

	/** Deletes a direct room for oneself, until something new is said in it; leaves any other. */
	@DeleteMapping("/rooms/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void leave(@PathVariable long id, Viewer viewer) {
		members.leave(viewer, id);
	}

	@PutMapping("/rooms/{id}/mute")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void mute(@PathVariable long id, @RequestBody Muting mute, Viewer viewer) {
		ownRooms.mute(viewer, id, mute.on());
	}

	/** Accepts a room into which somebody brought one, or does not. */
	@PutMapping("/rooms/{id}/request")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void answer(@PathVariable long id, @RequestBody Accepting answer, Viewer viewer) {
		members.answer(viewer, id, answer.accept());
	}

	/** @param handles who is brought into the room; oneself, or nobody, to enter an open one */
	record InvitedMembers(@Nullable List<@Nullable String> handles) {
	}

	@GetMapping("/rooms/{id}/members")
	List<RoomJson.MemberJson> members(@PathVariable long id, Viewer viewer) {
		if (!reading.get(viewer, id).isReadable()) {
			throw Problem.notFound();
		}
		return reading.members(id).stream().map(RoomJson.MemberJson::of).toList();
	}

	@PostMapping("/rooms/{id}/members")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void invite(@PathVariable long id, @RequestBody InvitedMembers invited, Viewer viewer) {
		var handles = invited.handles() == null ? List.<@Nullable String>of() : invited.handles();
		if (handles.isEmpty() || handles.equals(List.of(viewer.handle()))) {
			members.enter(viewer, id);
		}
		else {
			members.invite(viewer, id, handles);
		}
	}

	@DeleteMapping("/rooms/{id}/members/{handle}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id, @PathVariable String handle, Viewer viewer) {
		if ("me".equals(handle) || handle.equals(viewer.handle())) {
			members.leave(viewer, id);
		}
		else {
			members.remove(viewer, id, handle);
		}
	}

	/** @param role owner or member */
	record RoomRole(@Nullable String role) {
	}

	@PutMapping("/rooms/{id}/members/{handle}/role")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void role(@PathVariable long id, @PathVariable String handle, @RequestBody RoomRole role, Viewer viewer) {
		members.role(viewer, id, handle, role.role());
	}

	@GetMapping("/preferences")
	MessagePreference preference(Viewer viewer) {
		return new MessagePreference(contact.takesFrom(viewer.id()));
	}

	@PutMapping("/preferences")
	MessagePreference prefer(@RequestBody MessagePreference preference, Viewer viewer) {
		contact.takeFrom(viewer, preference.takesFrom());
		return new MessagePreference(contact.takesFrom(viewer.id()));
	}

	/** How much one has not read, muted rooms left out. */
	@GetMapping("/unread")
	RoomReading.UnreadMessages unread(Viewer viewer) {
		return reading.unread(viewer);
	}
}
