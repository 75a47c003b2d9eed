package dev.madang.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;

import dev.madang.community.Community;
import dev.madang.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The time zone in which the community lives: its days begin and end there. An admin may change it at any time. */
@Component
public final class CommunityZone {

	private final Supplier<ZoneId> current;

	@Autowired
	CommunityZone(Community community) {
		this(community::zone);
	}

	private CommunityZone(Supplier<ZoneId> current) {
		this.current = current;
	}

	/** One that stays. */
	public static CommunityZone of(ZoneId zone) {
		return new CommunityZone(() -> zone);
	}

	public ZoneId zone() {
		return current.get();
	}

	/**
	 * The end of a day as a form has it, or null where it has none.
	 *
	 * @throws Problem 422 {@code bad-date} on the field for what is no date
	 */
	public @Nullable Instant endOf(String day, String field) {
		try {
			return day.isBlank() ? null : LocalDate.parse(day).plusDays(1).atStartOfDay(zone()).toInstant();
		}
		catch (DateTimeParseException e) {
			throw Problem.invalid(field, "bad-date");
		}
	}

	/** The end of something as people say it: where it ends at midnight, the last day. */
	public String until(Instant end) {
		var time = end.atZone(zone());
		return time.toLocalTime().equals(LocalTime.MIDNIGHT)
				? time.toLocalDate().minusDays(1).toString()
				: DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
	}
}
