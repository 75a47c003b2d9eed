package dev.madang.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param index how fresh it is
 * @param correction what may have been meant, or null
 * @param relaxed whether nothing holds all words, and these hold some of them, or the corrected ones
 */
public record Answer(List<Group> groups, long tookMillis, Index index, @Nullable String correction, boolean relaxed) {

	/** @param total exact, unless {@code totalIsAtLeast}: without an index only strings are found, and nobody counts to the end */
	public record Group(SearchKind type, long total, boolean totalIsAtLeast, List<Found> items, @Nullable String nextCursor) {
	}

	/**
	 * @param behindSeconds since the oldest change that cannot be found yet; 0 only if there is none
	 * @param state ready; building, while there is none and the database answers; or behind, where it helped
	 */
	public record Index(long behindSeconds, String state) {
	}

	public boolean isEmpty() {
		return groups.stream().allMatch(group -> group.total() == 0);
	}
}
