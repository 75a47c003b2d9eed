package dev.madang.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.BiFunction;

/** How long ago something was, as people say it: hours within a day, then yesterday, days, weeks, and a date after four of them. */
final class Age {

	private Age() {
	}

	static String of(Instant time, ZoneId zone, Locale locale, BiFunction<String, Object[], String> words) {
		var now = Instant.now();
		var passed = Duration.between(time, now);
		if (passed.toMinutes() < 1) {
			return words.apply("ago.now", new Object[0]);
		}
		if (passed.toHours() < 1) {
			return words.apply("ago.minutes", new Object[]{ passed.toMinutes() });
		}
		if (passed.toDays() < 1) {
			return words.apply("ago.hours", new Object[]{ passed.toHours() });
		}
		var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(time, zone), LocalDate.ofInstant(now, zone));
		if (days < 7) {
			return days == 1 ? words.apply("ago.yesterday", new Object[0]) : words.apply("ago.days", new Object[]{ days });
		}
		return days < 28
				? words.apply("ago.weeks", new Object[]{ days / 7 })
				: DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).withZone(zone).format(time);
	}
}
