package dev.madang.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a catalogue says of the book of an ISBN.
 *
 * @param source {@code local}, or which outside catalogue says it
 * @param itemId the item that it is here, where it is
 */
public record Book(String source, @Nullable Long itemId, String isbn13, String title, List<String> creators,
		@Nullable String publishedOn, @Nullable String language, String description, @Nullable String coverUrl) {

	static Book of(Item item, String isbn13) {
		return new Book("local", item.id(), isbn13, item.title(), item.creators(), item.publishedOn(), item.language(),
				item.description(), item.coverUrl());
	}
}
