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
 * @param item the book or film that a post is about, and its rating of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Found(long id, String title, String excerpt, Marks highlights, String address, @Nullable Author author,
		@Nullable CategoryName category, @Nullable List<String> tags, @Nullable Long postId, @Nullable Integer rating,
		@Nullable Integer likeCount, @Nullable Integer commentCount, @Nullable Integer postCount, @Nullable String handle,
		@Nullable String kind, @Nullable List<String> creators, @Nullable String publishedOn, @Nullable Instant createdAt,
		@Nullable Price price, @Nullable String status, @Nullable ItemTitle item) {

	/** Anything but a product. */
	Found(long id, String title, String excerpt, Marks highlights, String address, @Nullable Author author,
			@Nullable CategoryName category, @Nullable List<String> tags, @Nullable Long postId, @Nullable Integer rating,
			@Nullable Integer likeCount, @Nullable Integer commentCount, @Nullable Integer postCount, @Nullable String handle,
			@Nullable String kind, @Nullable List<String> creators, @Nullable String publishedOn,
			@Nullable Instant createdAt) {
		this(id, title, excerpt, highlights, address, author, category, tags, postId, rating, likeCount, commentCount,
				postCount, handle, kind, creators, publishedOn, createdAt, null, null, null);
	}

	/** Something that has nothing of its own but an author and a time. */
	public static Found of(long id, String title, Excerpt excerpt, List<Span> inTitle, String address, Author author,
			Instant createdAt) {
		return new Found(id, title, excerpt.text(), new Marks(inTitle, excerpt.spans()), address, author, null, null, null,
				null,
				null, null, null, null, null, null, null, createdAt);
	}

	static Found product(long id, String title, String excerpt, Marks highlights, Author seller, Price price, String status,
			int likeCount, Instant createdAt) {
		return new Found(id, title, excerpt, highlights, "/products/" + id, seller, null, null, null, null, likeCount, null,
				null, null, null, null, null, createdAt, price, status, null);
	}

	/** The same, about a book or film. */
	Found about(@Nullable ItemTitle about) {
		return new Found(id, title, excerpt, highlights, address, author, category, tags, postId, rating, likeCount,
				commentCount, postCount, handle, kind, creators, publishedOn, createdAt, price, status, about);
	}

	/** The words that were looked for: where they begin and end, in UTF-16 units, the end exclusive. */
	public record Marks(List<Span> title, List<Span> excerpt) {
	}

	public record Span(int start, int end) {
	}

	/** What a post is about. */
	@Schema(name = "FoundItem")
	public record ItemTitle(long id, String title) {
	}

	@Schema(name = "FoundCategory")
	public record CategoryName(String slug, String name) {
	}
}
