package dev.madang.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A search as it is asked for.
 *
 * @param kinds in which groups to look, all if empty
 * @param category a slug, or null; with all that is below
 * @param author a handle, or null
 * @param from inclusive, or null
 * @param to exclusive, or null
 * @param room in which alone to look, or null
 * @param cursor where one group goes on, or null
 */
public record SearchRequest(String text, List<SearchKind> kinds, @Nullable String category, @Nullable String tag,
		@Nullable String author, @Nullable Instant from, @Nullable Instant to, @Nullable Long room, Engine.Sort sort,
		@Nullable String cursor, int limit) {
}
