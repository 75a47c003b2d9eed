package dev.madang.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.madang.media.Media;
import dev.madang.platform.Markdown;
import dev.madang.platform.Subject;
import dev.madang.platform.Texts;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts messages into the form in which readers get them. */
@Component
public class MessageView {

	/** In rooms with more members nobody counts who has read what. */
	public static final int MOST_COUNTED = 100;

	private static final int EXCERPT = 80;

	private final Markdown markdown;

	private final Media media;

	private final Cards cards;

	private final MessageReading reading;

	MessageView(Markdown markdown, Media media, Cards cards, MessageReading reading) {
		this.markdown = markdown;
		this.media = media;
		this.cards = cards;
		this.reading = reading;
	}

	/** As one reader gets them. */
	public List<MessageJson> of(Room room, List<Message> messages, Viewer viewer) {
		var positions = room.memberCount() > MOST_COUNTED || messages.isEmpty() ? null : reading.positions(room.id());
		return of(messages, viewer.standing().hidden(), message -> positions == null
				? null
				: Integer.valueOf((int) positions.stream().filter(seq -> seq < message.seq()).count()));
	}

	/**
	 * The same for whoever knows how many have not read them.
	 *
	 * @param hidden the members whom the reader does not want to meet
	 */
	List<MessageJson> of(List<Message> messages, Set<Long> hidden, Function<Message, @Nullable Integer> unread) {
		var known = cards.of(messages.stream().map(Message::about).filter(Objects::nonNull).collect(Collectors.toSet()));
		return messages.stream().map(message -> of(message, hidden, known, unread.apply(message))).toList();
	}

	private MessageJson of(Message message, Set<Long> hidden, Map<Subject, Cards.Card> known, @Nullable Integer unread) {
		var isHidden = hidden.contains(message.authorId());
		var says = !isHidden && !message.isDeleted();
		var about = message.about();
		return new MessageJson(message.id(), message.room(), message.seq(), message.author(), says ? message.body() : null,
				says ? markdown.toInlineHtml(message.body()) : null, says ? reply(message, hidden) : null,
				says ? media.shown(message.images()) : List.of(), says && about != null ? known.get(about) : null,
				message.createdAt(), says ? message.editedAt() : null, message.isDeleted(), isHidden ? true : null, unread,
				message.clientId());
	}

	private MessageJson.@Nullable Reply reply(Message message, Set<Long> hidden) {
		var quote = message.replyTo();
		return quote == null || hidden.contains(quote.authorId())
				? null
				: new MessageJson.Reply(quote.seq(), quote.author(), excerpt(quote.body()), quote.deleted());
	}

	/** The beginning of a message without its marks, on one line. */
	public String excerpt(String body) {
		return body.isEmpty() ? "" : Texts.shorten(markdown.excerpt(body), EXCERPT);
	}
}
