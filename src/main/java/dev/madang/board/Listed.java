package dev.madang.board;

import java.util.List;
import java.util.Objects;

import dev.madang.catalog.Review;
import org.jspecify.annotations.Nullable;

/**
 * Where a listed post is found.
 *
 * @param review what it says of an item, if of any
 */
record Listed(long postId, long authorId, long categoryId, List<String> tags, @Nullable Review review) {

	@Nullable
	Long itemId() {
		return review == null ? null : review.itemId();
	}

	/** Whether the same lists have it. */
	boolean isWhere(Listed other) {
		return categoryId == other.categoryId && tags.equals(other.tags) && Objects.equals(itemId(), other.itemId());
	}
}
