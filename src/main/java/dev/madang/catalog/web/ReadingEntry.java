package dev.madang.catalog.web;

import dev.madang.catalog.Reading;

/**
 * What the form of a member's own reading list holds of an item.
 *
 * @param kept whether the list has it
 * @param rating 0 for none
 */
public record ReadingEntry(boolean kept, String status, String startedOn, String finishedOn, int rating, String note) {

	static final ReadingEntry EMPTY = new ReadingEntry(false, "", "", "", 0, "");

	static ReadingEntry of(Reading reading) {
		var rating = reading.rating();
		return new ReadingEntry(true, reading.status(), reading.startedOn() == null ? "" : reading.startedOn().toString(),
				reading.finishedOn() == null ? "" : reading.finishedOn().toString(), rating == null ? 0 : rating,
				reading.note());
	}
}
