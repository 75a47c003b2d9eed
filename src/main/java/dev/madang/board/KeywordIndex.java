package dev.madang.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What finds posts by the words in them, so that a list narrowed by a keyword need not read them all. */
public interface KeywordIndex {

	/**
	 * @param categories among which to look, or null for all
	 * @param hidden the authors that are left out
	 * @param tag in lower case, or null for any
	 * @param until the latest time of a post, or null for any
	 * @param most so many posts, the latest
	 */
	record Request(String keyword, Long @Nullable [] categories, Long[] hidden, @Nullable String tag, @Nullable Instant until,
			int most) {
	}

	/**
	 * @param isAll whether there are no others
	 * @param changed the posts of which it does not know yet how they are now
	 */
	record Found(List<Long> ids, boolean isAll, List<Long> changed) {
	}

	/** Whether there is an index to ask. */
	boolean isReady();

	/** Empty if it cannot say: while there is none or too much has changed since, or because the keyword has no word in it. */
	Optional<Found> find(Request request);
}
