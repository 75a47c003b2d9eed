package dev.madang.page;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time zone in which the community lives: its days begin and end there.
 *
 * @param zone the time zone in which the days of the community begin, such as {@code Asia/Seoul}
 */
@ConfigurationProperties("madang")
public record CommunityZone(@DefaultValue("Asia/Seoul") ZoneId zone) {

	/** The end of something as people say it: where it ends at midnight, the last day. */
	public String until(Instant end) {
		var time = end.atZone(zone);
		return time.toLocalTime().equals(LocalTime.MIDNIGHT)
				? time.toLocalDate().minusDays(1).toString()
				: DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
	}
}
