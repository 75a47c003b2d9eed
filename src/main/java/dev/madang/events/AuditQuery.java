package dev.madang.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the log is asked for; what is empty does not narrow.
 *
 * @param actor a handle
 * @param verb how the verb begins
 * @param subject such as {@code post:12}
 * @param from the first day, and {@code to} the last one, in the community's time zone
 */
public record AuditQuery(String actor, String verb, String subject, String from, String to) {

	public AuditQuery {
		actor = actor.strip().replaceFirst("^@", "");
		verb = verb.strip();
		subject = subject.strip();
		from = from.strip();
		to = to.strip();
	}

	@Nullable
	Instant begin(ZoneId zone) {
		return from.isEmpty() ? null : day("from", from).atStartOfDay(zone).toInstant();
	}

	@Nullable
	Instant end(ZoneId zone) {
		return to.isEmpty() ? null : day("to", to).plusDays(1).atStartOfDay(zone).toInstant();
	}

	private static LocalDate day(String field, String text) {
		try {
			var day = LocalDate.parse(text);
			if (day.getYear() >= 1970 && day.getYear() <= 9999) {
				return day;
			}
		}
		catch (DateTimeParseException e) {
			throw Problem.invalid(field, "bad-date");
		}
		throw Problem.invalid(field, "bad-date");
	}
}
