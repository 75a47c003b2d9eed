package dev.madang.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.member.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What search shows of a post.
 *
 * @param item the book or film that it is about, and its rating of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundPost(Author author, CategoryName category, List<String> tags, @Nullable Integer rating, int likeCount,
		int commentCount, Instant createdAt, @Nullable ItemTitle item) {

	@Schema(name = "FoundItemTitle")
	public record ItemTitle(long id, String title) {
	}

	@Schema(name = "FoundCategory")
	public record CategoryName(String slug, String name) {

		static CategoryName of(ResultSet row, Categories categories) throws SQLException {
			return categories.tree().find(row.getLong("category_id")).map(c -> new CategoryName(c.slug(), c.name()))
					.orElse(new CategoryName("", ""));
		}
	}
}
