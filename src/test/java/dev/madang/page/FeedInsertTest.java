package dev.madang.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Which time a part of the feed is of. */
class FeedInsertTest {

	private static final Instant OLDEST = Instant.parse("2026-02-01T10:00:00Z");

	@Test
	void aPartReachesToItsOldestPostAndTheLastOneSomeWeeksFurther() {
		var times = List.of(OLDEST.plusSeconds(60), OLDEST);
		assertThat(FeedInsert.Part.of(times, null, false).after()).isEqualTo(OLDEST);
		assertThat(FeedInsert.Part.of(times, null, true).after()).isEqualTo(Instant.parse("2026-01-04T10:00:00Z"));
	}

	@Test
	void aFeedWithoutPostsShowsWhatIsOfTheLastWeeks() {
		var now = Instant.now();
		assertThat(FeedInsert.Part.of(List.of(), null, true).after()).isBetween(now.minus(Duration.ofDays(30)),
				now.minus(Duration.ofDays(27)));
	}
}
