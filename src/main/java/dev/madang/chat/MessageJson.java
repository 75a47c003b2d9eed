package dev.madang.chat;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.Picture;
import dev.madang.member.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as the API and the socket show one. A deleted one has its place and its author, and nothing else.
 *
 * @param seq its place in the room, one more than that of the message before it
 * @param body Markdown's inline part
 * @param clientId the sender's own name for it
 * @param hidden whether its author and the reader do not want to meet: then it says nothing
 * @param unreadBy how many members have not read it yet; left out in rooms of more than a hundred
 */
@Schema(name = "Message")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageJson(long id, long room, long seq, Author author, @Nullable String body, @Nullable String bodyHtml,
		@Nullable Reply replyTo, List<Picture> media, Cards.@Nullable Card about, Instant createdAt,
		@Nullable Instant editedAt, boolean deleted, @Nullable Boolean hidden, @Nullable Integer unreadBy, String clientId) {

	/**
	 * What a message answers.
	 *
	 * @param excerpt the beginning of it on one line, empty where it is deleted or has no text
	 */
	@Schema(name = "MessageReply")
	public record Reply(long seq, Author author, String excerpt, boolean deleted) {
	}
}
