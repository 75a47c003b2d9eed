package dev.madang.catalog.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.catalog.Item;
import dev.madang.media.Picture;
import dev.madang.media.StoredPicture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An item as the API shows one.
 *
 * @param averageRating the exact mean of the ratings of listed posts, null while there is none
 */
@Schema(name = "Item")
record ItemJson(long id, String kind, String title, List<String> creators,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String isbn13,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String publishedOn,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String coverUrl, @Nullable Double averageRating, int ratingCount,
		int postCount, int version, Instant createdAt, Instant updatedAt, List<Picture> images) {

	static ItemJson of(Item item) {
		return new ItemJson(item.id(), item.kind(), item.title(), item.creators(), item.isbn13(), item.publishedOn(),
				item.language(), item.description(), item.coverUrl(), item.averageRating(), item.ratingCount(),
				item.postCount(), item.version(), item.createdAt(), item.updatedAt(),
				item.pictures().stream().map(StoredPicture::local).toList());
	}
}
