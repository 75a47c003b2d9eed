package dev.madang.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time zone in which the community lives: its days begin and end there.
 *
 * @param zone the time zone in which the days of the community begin, such as {@code Asia/Seoul}
 */
@ConfigurationProperties("madang")
public record CommunityZone(@DefaultValue("Asia/Seoul") ZoneId zone) {

	/**
	 * The end of a day as a form has it, or null where it has none.
	 *
	 * @throws Problem 422 {@code bad-date} on the field for what is no date
	 */
	public @Nullable Instant endOf(String day, String field) {
		try {
			return day.isBlank() ? null : LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
		}
		catch (DateTimeParseException e) {
			throw Problem.invalid(field, "bad-date");
		}
	}

	/** The end of something as people say it: where it ends at midnight, the last day. */
	public String until(Instant end) {
		var time = end.atZone(zone);
		return time.toLocalTime().equals(LocalTime.MIDNIGHT)
				? time.toLocalDate().minusDays(1).toString()
				: DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
	}
}
