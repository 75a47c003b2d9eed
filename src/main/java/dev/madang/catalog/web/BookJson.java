package dev.madang.catalog.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.catalog.Book;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue says of a book, in the fields of an item.
 *
 * @param id of the item that it is here, where it is
 * @param source local, or which outside catalogue says it
 */
@Schema(name = "Book")
record BookJson(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long id, String source, String kind, String title,
		List<String> creators, String isbn13, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String publishedOn,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String coverUrl) {

	static BookJson of(Book book) {
		return new BookJson(book.itemId(), book.source(), "book", book.title(), book.creators(), book.isbn13(),
				book.publishedOn(), book.language(), book.description(), book.coverUrl());
	}
}
