package dev.madang.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import dev.madang.activity.Activity;
import dev.madang.activity.EventType;
import dev.madang.page.CommunityZone;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DayCountsTest {

	private final JdbcClient jdbc = JdbcClient.create(TestDatabase.migrated(Community.unique("day_counts")));

	private final DayCounts counts = new DayCounts(jdbc, CommunityZone.of(ZoneId.of("Asia/Seoul")));

	@Test
	void aDayBeginsWhereTheCommunityLives() {
		counts.consume(List.of(new Activity(1, Instant.parse("2001-02-03T14:59:59Z"), 1L, "post.published", "post:1", "{}"),
				new Activity(2, Instant.parse("2001-02-03T15:00:00Z"), 1L, "post.published", "post:2", "{}"),
				new Activity(3, Instant.parse("2001-02-03T15:00:01Z"), 1L, "post.published", "post:3", "{}")));
		assertThat(jdbc.sql("select day || ' ' || verb || ' ' || n from day_count order by 1").query(String.class).list())
				.containsExactly("2001-02-03 post.published 1", "2001-02-04 post.published 2");
	}

	@Test
	void whatComesNewIsCountedWhateverItsKindAndNothingElse() {
		assertThat(List.of("post.published", "comment.added", "product.liked", "member.joined"))
				.allMatch(verb -> counts.wants(EventType.parse(verb)));
		assertThat(List.of("post.edited", "product.unliked", "member.changed", "post.of-another-version"))
				.noneMatch(verb -> counts.wants(EventType.parse(verb)));
	}
}
