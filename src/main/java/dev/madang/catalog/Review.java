package dev.madang.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What a listed post says of an item.
 *
 * @param rating 1 to 10, or null if it gives none
 */
public record Review(long itemId, @Nullable Integer rating) {
}
