package dev.madang.board;

import dev.madang.platform.Role;
import org.jspecify.annotations.Nullable;

/**
 * A board, perhaps within another one.
 *
 * @param tier 0 at the top, one more for each category above it
 */
public record Category(long id, @Nullable Long parentId, String slug, String name, String description, int position, int tier,
		Role readRole, Role writeRole, BoardKind kind) {
}
