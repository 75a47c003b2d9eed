package dev.madang.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

import dev.madang.moderation.ReportStats.Day;
import dev.madang.page.CommunityZone;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MadangTest
class ReportStatsTest {

	@Autowired
	Community community;

	@Autowired
	ReportStats stats;

	@Autowired
	CommunityZone zone;

	@Autowired
	TransactionTemplate transaction;

	@Test
	void everyDayIsThereOnceWhateverClockTheDatabaseHas() {
		var today = LocalDate.now(zone.zone());
		// on the last Friday of April, Cairo has no midnight
		var spring = LocalDate.of(today.getYear(), 4, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
		var first = spring.isAfter(today) ? spring.minusYears(1).with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) : spring;
		var days = Math.toIntExact(ChronoUnit.DAYS.between(first, today)) + 1;
		transaction.executeWithoutResult(status -> {
			community.jdbc().sql("set local time zone 'Africa/Cairo'").update();
			assertThat(stats.of(days).byDay()).extracting(Day::day).hasSize(days).doesNotHaveDuplicates().contains(first,
					today);
		});
	}

	@Test
	void aReportCountsOnTheDayOnWhichTheCommunityHadIt() {
		var id = ReportsTest.report(community.aMember(), "user", community.aMember().id()).id();
		var midnight = LocalDate.now(zone.zone()).minusDays(3).atStartOfDay(zone.zone()).toInstant();
		var day = filedOn(3);
		var before = filedOn(4);
		community.jdbc().sql("update report_case set created_at = :at where id = :id")
				.param("at", midnight.atOffset(ZoneOffset.UTC))
				.param("id", id).update();
		assertThat(filedOn(3)).isEqualTo(day + 1);
		community.jdbc().sql("update report_case set created_at = :at where id = :id")
				.param("at", midnight.minusMillis(1).atOffset(ZoneOffset.UTC)).param("id", id).update();
		assertThat(filedOn(3)).isEqualTo(day);
		assertThat(filedOn(4)).isEqualTo(before + 1);
	}

	private long filedOn(int daysAgo) {
		return stats.of(10).byDay().get(9 - daysAgo).filed();
	}
}
