package dev.madang.board.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.board.Comment;
import dev.madang.member.Author;
import dev.madang.platform.Markdown;
import dev.madang.platform.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A comment as the API shows one; of a removed one body and author are null. */
@Schema(name = "Comment")
record CommentJson(long id, long postId, @Nullable Long parentId, int depth, @Nullable Author author, @Nullable String body,
		@Nullable String bodyHtml, int likeCount, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean likedByMe,
		boolean removed, int version, Instant createdAt, Instant updatedAt) {

	static CommentJson of(Comment comment, Viewer viewer, Markdown markdown) {
		var shown = !comment.removed();
		return new CommentJson(comment.id(), comment.postId(), comment.parentId(), comment.depth(),
				shown ? comment.author() : null, shown ? comment.body() : null,
				shown ? markdown.toHtml(comment.body()) : null, comment.likeCount(),
				viewer.isMember() ? comment.likedByMe() : null, comment.removed(), comment.version(), comment.createdAt(),
				comment.updatedAt());
	}
}
