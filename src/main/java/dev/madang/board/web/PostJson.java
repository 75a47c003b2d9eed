package dev.madang.board.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.board.Post;
import dev.madang.media.Picture;
import dev.madang.member.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A post as the API shows one; a row of a list leaves out body and bodyHtml. */
@Schema(name = "Post")
public record PostJson(long id, String title, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bodyHtml, String excerpt, Author author,
		CategoryName category, List<String> tags, @JsonInclude(JsonInclude.Include.NON_NULL) Post.@Nullable Item item,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rating, String status, boolean pinned, boolean locked,
		int version, int likeCount, int commentCount, long viewCount,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean likedByMe,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean bookmarkedByMe, Instant createdAt, Instant updatedAt,
		List<Picture> images,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> suggestedTags) {

	/** The same with tags that suit it. */
	PostJson suggesting(List<String> tags) {
		return new PostJson(id, title, body, bodyHtml, excerpt, author, category, this.tags, item, rating, status, pinned,
				locked,
				version, likeCount, commentCount, viewCount, likedByMe, bookmarkedByMe, createdAt, updatedAt, images, tags);
	}

	/** The category of a post. */
	public record CategoryName(String slug, String name) {
	}
}
