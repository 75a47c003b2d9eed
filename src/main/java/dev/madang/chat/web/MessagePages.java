package dev.madang.chat.web;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import dev.madang.chat.MessageForm;
import dev.madang.chat.Messages;
import dev.madang.chat.RoomReading;
import dev.madang.media.FormUploads;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Role;
import dev.madang.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What one says in a room by a form; and, for the page's script too, editing and deleting it. */
@Controller
@RequestMapping("/chat/{id}/messages")
@Allow(Role.MEMBER)
class MessagePages {

	private final Messages messages;

	private final RoomReading rooms;

	private final FormUploads uploads;

	private final RoomPage room;

	MessagePages(Messages messages, RoomReading rooms, FormUploads uploads, RoomPage room) {
		this.messages = messages;
		this.rooms = rooms;
		this.uploads = uploads;
		this.room = room;
	}

	@PostMapping
	ModelAndView send(Page page, @PathVariable long id, @RequestParam(required = false) @Nullable String body,
			@RequestParam(required = false) @Nullable String clientId,
			@RequestParam(required = false) @Nullable Long replyTo,
			@RequestParam(required = false) @Nullable MultipartFile picture) throws IOException {
		// who may not read the room sends no file either
		rooms.get(page.viewer(), id);
		try {
			var pictures = FormUploads.isChosen(picture) ? List.of(uploads.take(page.viewer(), picture).id()) : List.<Long>of();
			messages.send(page.viewer(), id,
					new MessageForm(body, clientId == null ? UUID.randomUUID().toString() : clientId, replyTo, pictures, null));
			return new ModelAndView("redirect:/chat/" + id + "#say");
		}
		catch (Problem problem) {
			if (problem.status() == 404 || problem.status() == 401) {
				throw problem;
			}
			var shown = room.show(page, rooms.get(page.viewer(), id), null, null);
			shown.setStatus(HttpStatusCode.valueOf(problem.status()));
			return shown.addObject("problem", problem).addObject("written", body == null ? "" : body);
		}
	}

	@PostMapping("/{message}")
	String edit(Page page, @PathVariable long id, @PathVariable long message, @RequestParam(defaultValue = "") String body) {
		return "redirect:/chat/" + id + "#m" + messages.edit(page.viewer(), message, body).seq();
	}

	@PostMapping("/{message}/delete")
	String remove(Page page, @PathVariable long id, @PathVariable long message) {
		messages.remove(page.viewer(), message);
		return "redirect:/chat/" + id;
	}
}
