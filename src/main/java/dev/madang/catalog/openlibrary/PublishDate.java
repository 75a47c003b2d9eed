package dev.madang.catalog.openlibrary;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads dates as librarians type them: {@code 1998}, {@code March 2009}, {@code Mar 05, 2009}, {@code c1987}. */
final class PublishDate {

	private static final List<DateTimeFormatter> DAYS = formats("MMMM d, uuuu", "MMM d, uuuu", "d MMMM uuuu", "uuuu-MM-dd");

	private static final List<DateTimeFormatter> MONTHS = formats("MMMM uuuu", "MMM uuuu", "uuuu-MM");

	private static final Pattern YEAR = Pattern.compile("(?<!\\d)(1[0-9]{3}|20[0-9]{2})(?!\\d)");

	private PublishDate() {
	}

	private static List<DateTimeFormatter> formats(String... patterns) {
		return List.of(patterns).stream().map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
				.withResolverStyle(ResolverStyle.STRICT)).toList();
	}

	static Optional<String> read(String text) {
		var tidy = text.replaceAll("\\b0(\\d),", "$1,");
		return Stream
				.concat(DAYS.stream().flatMap(format -> parse(tidy, format, LocalDate::from).stream()),
						MONTHS.stream().flatMap(format -> parse(tidy, format, YearMonth::from).stream()))
				.findFirst().or(() -> YEAR.matcher(text).results().map(match -> match.group()).findFirst());
	}

	private static Optional<String> parse(String text, DateTimeFormatter format, TemporalQuery<?> query) {
		try {
			return Optional.of(format.parse(text, query).toString());
		}
		catch (DateTimeParseException e) {
			return Optional.empty();
		}
	}
}
