package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.madang.activity.LogReader.Place;
import dev.madang.testing.Community;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that was restored into a cluster whose transactions have lower numbers: the log goes on. */
class RestoredLogTest {

	@AutoClose
	private final TestLog test = new TestLog(Community.unique("restored_log"));

	private final DataSource dataSource = test.dataSource();

	private final JdbcClient jdbc = test.jdbc();

	private final LogReader log = test.reader();

	private final Recording recorder = new Recording();

	private static final class Recording implements LogConsumer {

		private final List<String> subjects = new ArrayList<>();

		@Override
		public String name() {
			return "recorder";
		}

		@Override
		public boolean wants(EventType type) {
			return true;
		}

		@Override
		public void consume(List<Activity> batch) {
			batch.forEach(activity -> subjects.add(String.valueOf(activity.subject())));
		}
	}

	private void happen(String subject) {
		jdbc.sql("insert into activity (verb, subject) values ('test.happened', :subject)").param("subject", subject).update();
	}

	private void readAll() {
		test.readAll(recorder);
	}

	/** As a dump brings it: every number is of the cluster that it came from. */
	private void bringFromAnotherCluster() {
		for (var table : List.of("activity", "log_consumer", "event")) {
			jdbc.sql("update " + table + " set xact = (xact::text::bigint + 1000000)::text::xid8").update();
		}
	}

	private List<String> after(Place place) {
		return log.after(place, 100).rows().stream().map(row -> String.valueOf(row.subject())).toList();
	}

	private long shift() {
		return jdbc.sql("select shift from log_epoch").query(Long.class).single();
	}

	@Test
	void itsConsumersGoOnWhereTheyWere() {
		TestDatabase.migrate(dataSource);
		assertThat(shift()).as("at home nothing is shifted").isZero();
		test.register(List.of(recorder));
		happen("a");
		happen("b");
		readAll();
		var place = log.after(Place.START, 100).end();
		happen("c");

		bringFromAnotherCluster();
		var brought = new Place(String.valueOf(Long.parseLong(place.xact()) + 1_000_000), place.id());
		TestDatabase.migrate(dataSource);
		happen("d");
		readAll();
		assertThat(recorder.subjects).containsExactly("a", "b", "c", "d");
		assertThat(after(brought)).as("who keeps a place outside goes on too").containsExactly("c", "d");
		assertThat(log.hasAfter(brought)).isTrue();

		var end = log.after(brought, 100).end();
		assertThat(log.hasAfter(end)).isFalse();
		assertThat(log.hasAfter(log.now())).isFalse();
		happen("e");
		assertThat(after(end)).containsExactly("e");
		assertThat(log.subjectsAfter(end, "test", 10)).isPresent();
		assertThat(Long.parseLong(log.end().xact())).isGreaterThan(Long.parseLong(placeOf("e").xact()));

		var shift = shift();
		TestDatabase.migrate(dataSource);
		assertThat(shift()).as("another start changes nothing").isEqualTo(shift);
		bringFromAnotherCluster();
		TestDatabase.migrate(dataSource);
		happen("f");
		readAll();
		assertThat(recorder.subjects).as("nor is a second move lost").containsExactly("a", "b", "c", "d", "e", "f");
		assertThat(shift()).isGreaterThan(shift);
	}

	private Place placeOf(String subject) {
		return jdbc.sql("select xact::text as xact, id from activity where subject = :subject").param("subject", subject)
				.query(Place.class).single();
	}

	@Test
	void whatProgramsPublishIsInTheSameOrder() {
		jdbc.sql("insert into topic (name, partitions) values ('t', 1)").update();
		var publish = "insert into event (topic_id, type, partition, payload) select id, :type, 0, '1' from topic";
		jdbc.sql(publish).param("type", "before").update();
		happen("published");
		bringFromAnotherCluster();
		TestDatabase.migrate(dataSource);
		jdbc.sql(publish).param("type", "later").update();
		assertThat(jdbc.sql("select type from event where xact < log_horizon() order by xact, id").query(String.class).list())
				.containsExactly("before", "later");
	}
}
