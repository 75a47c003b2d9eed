package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class AgeTest {

	private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

	private static String of(Instant time) {
		return Age.of(time, SEOUL, Locale.ENGLISH, (key, arguments) -> key + Arrays.toString(arguments));
	}

	private static Instant daysAgo(int days) {
		return LocalDate.now(SEOUL).minusDays(days).atTime(LocalTime.MIN).atZone(SEOUL).toInstant();
	}

	@Test
	void peopleSayMinutesHoursDaysAndWeeks() {
		var now = Instant.now();
		assertThat(of(now)).isEqualTo("ago.now[]");
		assertThat(of(now.minus(Duration.ofMinutes(5)))).isEqualTo("ago.minutes[5]");
		assertThat(of(now.minus(Duration.ofHours(5)))).isEqualTo("ago.hours[5]");
		assertThat(of(daysAgo(1))).isEqualTo("ago.yesterday[]");
		assertThat(of(daysAgo(2))).isEqualTo("ago.days[2]");
		assertThat(of(daysAgo(7))).isEqualTo("ago.weeks[1]");
		assertThat(of(daysAgo(27))).isEqualTo("ago.weeks[3]");
		assertThat(of(daysAgo(28))).doesNotContain("ago.");
	}
}
