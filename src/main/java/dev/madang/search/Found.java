package dev.madang.search;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.market.Price;
import dev.madang.member.Author;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found; what does not apply to its kind is left out.
 *
 * @param excerpt the part of its text in which the words are, or its beginning
 * @param address its page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Found(long id, String title, String excerpt, Marks highlights, String address, @Nullable Author author,
		@Nullable CategoryName category, @Nullable List<String> tags, @Nullable Long postId, @Nullable Integer rating,
		@Nullable Integer likeCount, @Nullable Integer commentCount, @Nullable Integer postCount, @Nullable String handle,
		@Nullable String kind, @Nullable List<String> creators, @Nullable String publishedOn, @Nullable Instant createdAt,
		@Nullable Price price, @Nullable String status) {

	/** Anything but a product. */
	Found(long id, String title, String excerpt, Marks highlights, String address, @Nullable Author author,
			@Nullable CategoryName category, @Nullable List<String> tags, @Nullable Long postId, @Nullable Integer rating,
			@Nullable Integer likeCount, @Nullable Integer commentCount, @Nullable Integer postCount, @Nullable String handle,
			@Nullable String kind, @Nullable List<String> creators, @Nullable String publishedOn,
			@Nullable Instant createdAt) {
		this(id, title, excerpt, highlights, address, author, category, tags, postId, rating, likeCount, commentCount,
				postCount, handle, kind, creators, publishedOn, createdAt, null, null);
	}

	static Found product(long id, String title, String excerpt, Marks highlights, Author seller, Price price, String status,
			int likeCount, Instant createdAt) {
		return new Found(id, title, excerpt, highlights, "/products/" + id, seller, null, null, null, null, likeCount, null,
				null, null, null, null, null, createdAt, price, status);
	}

	/** The words that were looked for: where they begin and end, in UTF-16 units, the end exclusive. */
	public record Marks(List<Span> title, List<Span> excerpt) {
	}

	public record Span(int start, int end) {
	}

	@Schema(name = "FoundCategory")
	public record CategoryName(String slug, String name) {
	}
}
