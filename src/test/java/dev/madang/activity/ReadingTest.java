package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.Wakeups;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import dev.madang.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@MadangTest
class ReadingTest {

	@Autowired
	Community community;

	@Autowired
	Reading reading;

	@Autowired
	ActivityLog log;

	@Autowired
	TransactionTemplate transaction;

	/** Remembers what it is given of one verb; fails on what it is told to. */
	private static final class Recorder implements Follower {

		private final String name = Community.unique("follower-");

		private final List<Long> subjects = new ArrayList<>();

		private long bad;

		private final AtomicInteger tries = new AtomicInteger();

		@Override
		public String name() {
			return name;
		}

		@Override
		public void follow(List<Activity> batch) {
			for (var activity : batch) {
				if ("test.happened".equals(activity.verb())) {
					var id = Long.parseLong(String.valueOf(activity.subject()).substring(name.length() + 1));
					if (id == bad) {
						tries.incrementAndGet();
						throw new IllegalStateException("cannot digest " + id);
					}
					subjects.add(id);
				}
			}
		}
	}

	@Autowired
	Wakeups bells;

	private Recorder aRecorderFromNow() {
		var recorder = new Recorder();
		reading.register(recorder);
		community.jdbc().sql("""
				update follower set xact = pg_snapshot_xmax(pg_current_snapshot()), activity_id = 0 where name = :name
				""").param("name", recorder.name()).update();
		return recorder;
	}

	private void happen(Recorder recorder, long id) {
		transaction.executeWithoutResult(
				status -> log.append(Viewer.ANYBODY, "test.happened", new Subject(recorder.name(), id)));
	}

	private void readAll(Recorder recorder) {
		var end = Reading.End.MORE;
		while (end != Reading.End.NOTHING) {
			end = reading.batch(recorder);
		}
	}

	@Test
	void readsInOrderAndOnce() {
		var recorder = aRecorderFromNow();
		for (int i = 1; i <= 5; i++) {
			happen(recorder, i);
		}
		readAll(recorder);
		readAll(recorder);
		assertThat(recorder.subjects).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void waitsForATransactionThatBeganEarlierAndCommitsLater() throws Exception {
		var recorder = aRecorderFromNow();
		try (var slow = DriverManager.getConnection(TestDatabase.database().url(), TestDatabase.database().user(),
				TestDatabase.database().password()); var statement = slow.createStatement()) {
			slow.setAutoCommit(false);
			statement.execute("insert into activity (verb, subject) values ('test.happened', '" + recorder.name() + ":1')");
			happen(recorder, 2);
			assertThat(reading.batch(recorder)).isEqualTo(Reading.End.HELD_BACK);
			assertThat(recorder.subjects).as("what committed first must wait").isEmpty();
			slow.commit();
		}
		readAll(recorder);
		assertThat(recorder.subjects).containsExactly(1L, 2L);
	}

	@Test
	void parksWhatKeepsFailingAndGoesOn() {
		var recorder = aRecorderFromNow();
		recorder.bad = 2;
		for (int i = 1; i <= 3; i++) {
			happen(recorder, i);
		}
		for (int i = 0; i < 4 * Reading.TRIES; i++) {
			reading.batch(recorder);
		}
		assertThat(recorder.subjects).endsWith(3L).doesNotContain(2L);
		assertThat(
				community.jdbc().sql("select error from parked_activity where follower = :name").param("name", recorder.name())
						.query(String.class).list())
				.singleElement().asString().contains("cannot digest 2");
	}

	@Test
	void oneReadingGetsPastAllThatStandsBeforeTheRowToBlame() {
		var recorder = aRecorderFromNow();
		recorder.bad = 4;
		for (int i = 1; i <= 6; i++) {
			happen(recorder, i);
		}
		Awaitility.await().until(() -> reading.batch(recorder) == Reading.End.FAILED);
		assertThat(community.jdbc().sql("select failures from follower where name = :name").param("name", recorder.name())
				.query(Integer.class).single()).isEqualTo(1);
		assertThat(reading.batch(recorder)).as("in front now").isEqualTo(Reading.End.FAILED);
		assertThat(recorder.tries.get()).as("once in the batch, then each time it was in front").isEqualTo(3);
	}

	@Test
	void howeverMuchHappensAFailureHasItsPauses() {
		var recorder = aRecorderFromNow();
		recorder.bad = 1;
		var followers = new Followers(reading, List.of(recorder), bells);
		followers.start();
		try {
			for (int i = 1; i <= 100; i++) {
				happen(recorder, i);
			}
			Awaitility.await().until(() -> recorder.tries.get() > 0);
			for (int i = 101; i <= 300; i++) {
				happen(recorder, i);
			}
			assertThat(recorder.tries.get()).isLessThanOrEqualTo(4);
		}
		finally {
			followers.stop();
		}
	}

	@Test
	void whatIsHeldBackForLongIsAskedForLessOften() {
		var waits = Stream.iterate(Duration.ofSeconds(5), Followers::longer).skip(1).limit(6).map(Duration::toMillis);
		assertThat(waits).containsExactly(25L, 50L, 100L, 200L, 200L, 200L);
		assertThat(Followers.longer(Duration.ZERO)).hasMillis(25);
	}
}
