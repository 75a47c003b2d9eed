package dev.madang.chat;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Messages as the socket sends them: written once, however many read them. */
@Component
public class MessageFrames {

	/** A message with what it is to its reader: message, edited or deleted. */
	record Frame(String type, @JsonUnwrapped MessageJson message) {
	}

	private final MessageView view;

	private final JsonMapper mapper;

	MessageFrames(MessageView view, JsonMapper mapper) {
		this.view = view;
		this.mapper = mapper;
	}

	/** @param unread how many have not read it yet */
	String message(Message message, int unread) {
		return write("message", message, Set.of(), unread >= MessageView.MOST_COUNTED ? null : unread);
	}

	/** The same of some that were read anew, of which nobody counts who has read them, as one reader gets them. */
	public List<String> messages(List<Message> messages, Set<Long> hidden) {
		return view.of(messages, hidden, message -> null).stream()
				.map(json -> mapper.writeValueAsString(new Frame("message", json))).toList();
	}

	/** What has become of one that is there already. */
	public String changed(Message message) {
		return write(message.isDeleted() ? "deleted" : "edited", message, Set.of(), null);
	}

	private String write(String type, Message message, Set<Long> hidden, @Nullable Integer unread) {
		return mapper.writeValueAsString(new Frame(type, view.of(List.of(message), hidden, each -> unread).getFirst()));
	}
}
