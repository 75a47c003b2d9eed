package dev.madang.catalog;

import java.util.Optional;

/** A catalogue of books elsewhere; there is one where its setting is. */
public interface OutsideCatalogue {

	/**
	 * The book of an ISBN, or nothing if the catalogue does not know it. Answers within a few seconds, whatever the
	 * catalogue does.
	 *
	 * @param isbn13 valid, 13 digits
	 * @throws dev.madang.platform.Problem 503 {@code catalogue-down} while it cannot be asked
	 */
	Optional<Book> find(String isbn13);
}
