package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import dev.madang.activity.LogDispatch.Next;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Aside
class LogDispatchTest {

	@AutoClose
	private final TestLog log = new TestLog(Community.unique("log_dispatch"));

	private final Recorder one = new Recorder("one");

	private final Recorder other = new Recorder("other");

	@BeforeEach
	void register() {
		log.register(List.of(one, other));
	}

	private void happen(int first, int last) {
		LongStream.rangeClosed(first, last).forEach(log::happen);
	}

	@Test
	void readsInOrderAndOnce() {
		happen(1, 5);
		log.readAll(one, other);
		log.readAll(one, other);
		assertThat(one.subjects()).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(other.subjects()).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void whatNobodyWantsMovesEverybodyOn() {
		log.jdbc().sql("insert into activity (verb) values ('other.put')").update();
		assertThat(log.batch(one, other).next()).isEqualTo(Next.NOTHING);
		assertThat(log.reader().hasAfter(log.batch(one, other).end())).isFalse();
	}

	@Test
	void waitsForATransactionThatBeganEarlierAndCommitsLater() throws Exception {
		try (var slow = log.dataSource().getConnection(); var statement = slow.createStatement()) {
			slow.setAutoCommit(false);
			statement.execute("insert into activity (verb, subject) values ('test.put', 'test:1')");
			log.happen(2);
			assertThat(log.batch(one).next()).isEqualTo(Next.HELD_BACK);
			assertThat(one.subjects()).as("what committed first must wait").isEmpty();
			slow.commit();
		}
		log.readAll(one);
		assertThat(one.subjects()).containsExactly(1L, 2L);
	}

	@Test
	void transactionsOfANeighbouringDatabaseHoldNobodyBack() throws Exception {
		DataSource neighbour = TestDatabase.migrated(Community.unique("log_neighbour"));
		try (var slow = neighbour.getConnection(); var statement = slow.createStatement()) {
			slow.setAutoCommit(false);
			statement.execute("insert into activity (verb, subject) values ('test.put', 'test:1')");
			log.happen(2);
			assertThat(log.batch(one).next()).isEqualTo(Next.NOTHING);
			assertThat(one.subjects()).containsExactly(2L);
			slow.rollback();
		}
	}

	@Test
	void parksWhatKeepsFailingAndGoesOn() {
		one.failOn(2);
		happen(1, 3);
		for (int i = 0; i < 2 * LogDispatch.TRIES; i++) {
			log.batch(one);
		}
		assertThat(one.subjects()).containsExactly(1L, 3L);
		assertThat(log.parked(one)).singleElement().asString().contains("cannot process 2");
		assertThat(log.failures(one)).isZero();
	}

	@Test
	void whatFailsForWantOfSomethingOutsideIsNeverParked() {
		one.failOn(1);
		one.failWith(id -> new UncheckedIOException(new IOException("storage is away")));
		happen(1, 2);
		for (int i = 0; i < 3 * LogDispatch.TRIES; i++) {
			assertThat(log.batch(one).failed()).containsExactly(one);
		}
		assertThat(log.parked(one)).isEmpty();
		one.failOn(0);
		assertThat(log.batch(one).failed()).isEmpty();
		assertThat(one.subjects()).as("all at once: none of them was to blame").containsExactly(1L, 2L);
	}

	@Test
	void whatStandsBeforeTheEntryToBlameIsDoneWithOneByOne() {
		one.failOn(4);
		happen(1, 6);
		assertThat(log.batch(one).again()).as("the whole batch").isFalse();
		for (int i = 1; i <= 3; i++) {
			assertThat(log.batch(one).failed()).isEmpty();
		}
		assertThat(one.subjects()).containsExactly(1L, 2L, 3L);
		assertThat(log.batch(one)).matches(LogDispatch.Outcome::again)
				.satisfies(outcome -> assertThat(outcome.failed()).containsExactly(one));
		assertThat(log.failures(one)).as("neither reset by the three nor hastened").isEqualTo(2);
	}

	@Test
	void oneThatFailsHoldsUpNobodyElseAndWhatItWroteIsUndone() {
		var writing = new LogConsumer() {

			@Override
			public String name() {
				return "writing";
			}

			@Override
			public boolean wants(EventType type) {
				return true;
			}

			@Override
			public void consume(List<Activity> batch) {
				log.jdbc().sql("insert into topic (name, partitions) values ('half', 1)").update();
				throw new IllegalStateException("after half of it");
			}
		};
		log.register(List.of(writing));
		happen(1, 2);
		var outcome = log.batch(one, writing, other);
		assertThat(outcome.failed()).containsExactly(writing);
		assertThat(outcome.behind()).containsExactly(writing);
		assertThat(one.subjects()).containsExactly(1L, 2L);
		assertThat(other.subjects()).containsExactly(1L, 2L);
		assertThat(log.jdbc().sql("select count(*) from topic").query(Integer.class).single()).isZero();
		happen(3, 3);
		assertThat(log.batch(one, writing, other).behind()).as("it is not asked with the others again")
				.containsExactly(writing);
		assertThat(one.subjects()).containsExactly(1L, 2L, 3L);
		assertThat(log.failures(writing)).isEqualTo(1);
	}

	@Test
	void oneThatIsALittleBehindIsGivenOnlyWhatItHasNot() {
		happen(1, 2);
		log.readAll(one);
		happen(3, 3);
		assertThat(log.batch(one, other).behind()).isEmpty();
		assertThat(one.subjects()).containsExactly(1L, 2L, 3L);
		assertThat(other.subjects()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void oneThatIsFarBehindIsLeftToItself() {
		log.jdbc().sql("insert into activity (verb, subject) select 'test.put', 'test:1' from generate_series(1, :n)")
				.param("n", 2 * LogDispatch.BATCH).update();
		log.readAll(one);
		log.happen(2);
		assertThat(log.batch(one, other).behind()).containsExactly(other);
		assertThat(one.subjects()).endsWith(2L);
		log.readAll(other);
		assertThat(other.subjects()).hasSize(2 * LogDispatch.BATCH + 1);
	}

	@Test
	void whoDoesAPartIsGivenTheRestAgain() {
		var slow = new LogConsumer() {

			private final Recorder all = new Recorder("all");

			@Override
			public String name() {
				return "slow";
			}

			@Override
			public boolean wants(EventType type) {
				return all.wants(type);
			}

			@Override
			public void consume(List<Activity> batch) {
				all.consume(batch);
			}

			@Override
			public int consumeSome(List<Activity> batch) {
				consume(batch.subList(0, 1));
				return 1;
			}
		};
		log.register(List.of(slow));
		happen(1, 3);
		assertThat(log.batch(one, slow).behind()).containsExactly(slow);
		assertThat(one.subjects()).hasSize(3);
		assertThat(log.batch(slow).behind()).containsExactly(slow);
		assertThat(log.batch(slow).behind()).isEmpty();
		assertThat(slow.all.subjects()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void whatAnotherNodeReadsIsLeftToIt() throws Exception {
		log.happen(1);
		try (var elsewhere = log.dataSource().getConnection(); var statement = elsewhere.createStatement()) {
			elsewhere.setAutoCommit(false);
			statement.execute("select 1 from log_consumer for update");
			assertThat(log.batch(one, other).next()).isEqualTo(Next.ELSEWHERE);
			elsewhere.rollback();
		}
		assertThat(log.batch(one, other).next()).isEqualTo(Next.NOTHING);
	}
}
