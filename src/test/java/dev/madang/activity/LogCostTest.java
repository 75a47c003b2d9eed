package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.madang.activity.LogReader.Place;
import dev.madang.testing.Community;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is up to date reads as much of a long log as of a short one: pages are counted, not milliseconds. */
class LogCostTest {

	private static final int FEW_PAGES = 12;

	@AutoClose
	private final TestLog test = new TestLog(Community.unique("log_cost"));

	private final JdbcClient jdbc = test.jdbc();

	private final LogReader log = test.reader();

	private record Idle(String name) implements LogConsumer {

		Idle() {
			this("idle");
		}

		@Override
		public boolean wants(EventType type) {
			return true;
		}

		@Override
		public void consume(List<Activity> batch) {
			throw new AssertionError("there is nothing new");
		}
	}

	/** What this transaction has read of the log and its indexes. */
	private long pages(Runnable reads) {
		return test.transaction().execute(status -> {
			var before = fetched();
			reads.run();
			return fetched() - before;
		});
	}

	private long fetched() {
		return jdbc.sql("""
				select sum(pg_stat_get_xact_blocks_fetched(oid))::bigint from pg_class
				where oid = 'activity'::regclass
				   or oid in (select indexrelid from pg_index where indrelid = 'activity'::regclass)
				""").query(Long.class).single();
	}

	private Map<String, Long> costs(Place end) {
		var lags = new Lags(jdbc, List.of(new Idle()), new DefaultListableBeanFactory().getBeanProvider(OwnPlace.class));
		var costs = new LinkedHashMap<String, Long>();
		costs.put("a consumer", pages(() -> assertThat(test.batch(new Idle()).next()).isEqualTo(LogDispatch.Next.NOTHING)));
		costs.put("after", pages(() -> assertThat(log.after(end, 500).rows()).isEmpty()));
		costs.put("hasAfter", pages(() -> assertThat(log.hasAfter(end)).isFalse()));
		costs.put("subjectsAfter", pages(() -> assertThat(log.subjectsAfter(end, "post", 5000)).contains(List.of())));
		costs.put("oldestAfter", pages(() -> assertThat(log.oldestAfter(end, List.of("post."))).isEmpty()));
		costs.put("lags", pages(() -> assertThat(lags.all()).singleElement().matches(lag -> lag.rows() == 0)));
		return costs;
	}

	@Test
	void ofALongLogNoMoreIsReadThanIsNew() {
		for (var rows : new int[]{ 100, 40_000 }) {
			jdbc.sql(
					"insert into activity (verb, subject) select 'post.published', 'post:' || g from generate_series(1, :rows) g")
					.param("rows", rows).update();
			jdbc.sql("analyze activity").update();
			test.register(List.of(new Idle()));
			var end = jdbc.sql("select xact::text as xact, id from activity order by xact desc, id desc limit 1")
					.query(Place.class).single();
			jdbc.sql("update log_consumer set xact = :xact::xid8, activity_id = :id").param("xact", end.xact())
					.param("id", end.id()).update();
			assertThat(costs(end)).as("of %d more rows", rows).allSatisfy(
					(what, pages) -> assertThat(pages).as(what).isLessThanOrEqualTo(FEW_PAGES));
		}
	}

	/** Which transactions still run is looked up once for all; it costs more than all else that an idle consumer does. */
	@Test
	void whoAskForNothingCostNoMoreThanTheirCheckpoints() {
		var many = IntStream.range(0, 11).mapToObj(i -> new Idle("idle " + i)).toArray(Idle[]::new);
		test.register(List.of(many));
		assertThat(test.transaction().<Long>execute(status -> {
			jdbc.sql("set local track_functions = 'pl'").update();
			test.batch(many);
			return jdbc.sql("select pg_stat_get_xact_function_calls('log_horizon()'::regprocedure)").query(Long.class)
					.single();
		})).isEqualTo(1);
	}
}
