package dev.madang.board.web;

import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/** The form of the editor as it comes from a browser, where any field may be missing. */
record DraftFields(@Nullable Long id, @Nullable Integer version, @Nullable String category, @Nullable String title,
		@Nullable String body, @Nullable String tags, @Nullable Long itemId, @Nullable Integer rating) {

	/** The id of the post that is edited, 0 for a new one. */
	long postId() {
		return id == null ? 0 : id;
	}

	/** The version that the author has seen, 0 for a new post. */
	int seenVersion() {
		return version == null ? 0 : version;
	}

	Draft draft(boolean isUnpublished, DraftPictures shown) {
		return new Draft(postId(), seenVersion(), Texts.orEmpty(category), Texts.orEmpty(title),
				Forms.lines(Texts.orEmpty(body)), Texts.orEmpty(tags), itemId == null ? 0 : itemId, rating == null ? 0 : rating,
				isUnpublished, shown);
	}
}
