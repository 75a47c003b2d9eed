package dev.madang.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;

import dev.madang.platform.Checks;
import dev.madang.platform.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a reading log is to be.
 *
 * @param status want, reading or read
 * @param startedOn a date, not of the future; of what one wants there is none
 * @param finishedOn a date, not before the start; only of what is read
 * @param rating 1 to 10; it is no review and not counted into the item's average
 * @param note up to 2,000 characters, which nobody else sees
 */
public record ReadingForm(@Nullable String status, @Nullable String startedOn, @Nullable String finishedOn,
		@Nullable Integer rating, @Nullable String note) {

	static final int LONGEST_NOTE = 2_000;

	/** @param today the latest day that it is anywhere */
	void check(LocalDate today) {
		var started = date(startedOn);
		var finished = date(finishedOn);
		new Checks().that(status != null, "status", "missing")
				.that(status == null || status.matches("want|reading|read"), "status", "bad-reading-status")
				.that(startedOn == null || isDay(started, today), "startedOn", "not-a-past-day")
				.that(finishedOn == null || isDay(finished, today), "finishedOn", "not-a-past-day")
				.that(started == null || finished == null || !finished.isBefore(started), "finishedOn", "before-its-start")
				.that(startedOn == null || !"want".equals(status), "startedOn", "not-begun")
				.that(finishedOn == null || "read".equals(status), "finishedOn", "not-finished")
				.that(rating == null || rating >= 1 && rating <= 10, "rating", "bad-rating")
				.length("note", Texts.orEmpty(note), 0, LONGEST_NOTE).done();
	}

	/** Before 1900 nobody who writes here read anything. */
	private static boolean isDay(@Nullable LocalDate date, LocalDate today) {
		return date != null && !date.isAfter(today) && date.getYear() >= 1900;
	}

	private static @Nullable LocalDate date(@Nullable String text) {
		try {
			return text == null || !text.matches("\\d{4}-\\d{2}-\\d{2}") ? null : LocalDate.parse(text);
		}
		catch (DateTimeException e) {
			return null;
		}
	}
}
