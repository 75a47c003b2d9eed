package dev.madang.chat;

import java.util.List;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A message as somebody sends it: a text, pictures or a card, or several of them.
 *
 * @param body the inline part of Markdown, at most 4,000 characters
 * @param clientId the sender's own name for it, of 1 to 64 characters: sent again, it is the same message
 * @param replyTo the seq of a message of the room
 * @param mediaIds pictures of one's own that are ready
 * @param about a post, product or item, such as {@code product:12}
 */
public record MessageForm(@Nullable String body, @Nullable String clientId, @Nullable Long replyTo,
		@Nullable List<@Nullable Long> mediaIds, @Nullable String about) {

	/** So many pictures one has at most. */
	public static final int MOST_PICTURES = 10;

	public static MessageForm saying(String body, String clientId) {
		return new MessageForm(body, clientId, null, null, null);
	}

	/** @throws dev.madang.platform.Problem 422 for what is wrong with it */
	MessageForm tidy() {
		var text = Texts.tidy(Texts.orEmpty(body));
		var pictures = mediaIds == null ? List.<@Nullable Long>of() : mediaIds;
		new Checks()
				.length("body", text, pictures.isEmpty() && about == null ? 1 : 0, Message.LONGEST)
				.line("clientId", clientId, 1, 64)
				.that(pictures.size() <= MOST_PICTURES, "mediaIds", "too-many", MOST_PICTURES).done();
		return new MessageForm(text, clientId, replyTo, pictures, about);
	}
}
