package dev.madang.catalog;

import java.time.Duration;

import dev.madang.platform.Limits;
import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds a book by its ISBN: here first, then in the outside catalogue, if there is one. */
@Component
public class BookLookup {

	private final Items items;

	private final ObjectProvider<OutsideCatalogue> outside;

	private final Limits limits;

	BookLookup(Items items, ObjectProvider<OutsideCatalogue> outside, Limits limits) {
		this.items = items;
		this.outside = outside;
		this.limits = limits;
	}

	/** Whether books are found that are not here yet. */
	public boolean asksOutside() {
		return outside.getIfAvailable() != null;
	}

	/**
	 * @param written an ISBN as people write it
	 * @throws Problem 422 if it is none; 404 {@code feature-off} if it is not here and nobody else is asked,
	 * {@code item-not-found} if nobody knows it; 503 {@code catalogue-down}; 429
	 */
	public Book find(Viewer viewer, String written) {
		var isbn = Isbn.read(written).orElseThrow(() -> Problem.invalid("isbn", "bad-isbn"));
		var known = items.findByIsbn(isbn);
		if (known.isPresent()) {
			return Book.of(known.get(), isbn);
		}
		var catalogue = outside.getIfAvailable();
		if (catalogue == null) {
			throw Problem.of(404, "feature-off");
		}
		limits.take("lookup", String.valueOf(viewer.id()), 60, Duration.ofHours(1));
		return catalogue.find(isbn).orElseThrow(() -> Problem.of(404, "item-not-found"));
	}
}
