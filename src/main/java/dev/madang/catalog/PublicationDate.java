package dev.madang.catalog;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/** When a work came out, as exactly as is known: {@code YYYY}, {@code YYYY-MM} or a date; a year before the first with a minus. */
final class PublicationDate {

	private PublicationDate() {
	}

	/** Whether it is one of these forms, and there is such a month or day. */
	static boolean isReal(String written) {
		if (!written.matches("-[0-9]{1,4}|[0-9]{4}(-[0-9]{2}){0,2}")) {
			return false;
		}
		try {
			switch (written.length()) {
				case 7 -> YearMonth.parse(written);
				case 10 -> LocalDate.parse(written);
				default -> {
				}
			}
			return true;
		}
		catch (DateTimeParseException e) {
			return false;
		}
	}
}
