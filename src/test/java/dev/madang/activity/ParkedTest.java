package dev.madang.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.madang.platform.Problem;
import dev.madang.platform.Viewer;
import dev.madang.testing.Community;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MadangTest
class ParkedTest {

	@Autowired
	Community community;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	ActivityLog log;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	LogDispatch dispatch;

	@Autowired
	ObjectProvider<OwnPlace> places;

	private final Picky consumer = new Picky();

	private Parked parked;

	/** Writes down what it processes, and cannot process some of it. */
	private final class Picky implements LogConsumer {

		private final String name = Community.unique("picky-");

		private final Set<Long> bad = new HashSet<>();

		@Override
		public String name() {
			return name;
		}

		@Override
		public boolean wants(EventType type) {
			return true;
		}

		@Override
		public void consume(List<Activity> batch) {
			for (var activity : batch) {
				jdbc.sql("insert into topic (name, partitions) values (:name, 1)").param("name", name + "." + activity.id())
						.update();
				if (bad.contains(activity.id())) {
					throw new IllegalStateException("still cannot process " + activity.id());
				}
			}
		}
	}

	@BeforeEach
	void register() {
		parked = new Parked(jdbc, transaction, List.of(consumer), log);
		dispatch.register(List.of(consumer));
		jdbc.sql("update log_consumer set xact = pg_snapshot_xmax(pg_current_snapshot()) where name = :name")
				.param("name", consumer.name).update();
	}

	private List<Long> park(int count) {
		var ids = new ArrayList<Long>();
		for (int i = 0; i < count; i++) {
			ids.add(jdbc.sql("""
					with happened as (insert into activity (verb) values ('test.happened') returning xact, id)
					insert into parked_activity (consumer, xact, activity_id, error)
					select :name, xact, id, 'cannot process' from happened returning activity_id
					""").param("name", consumer.name).query(Long.class).single());
		}
		return ids;
	}

	private List<Long> processed() {
		return jdbc.sql("select split_part(name, '.', 2)::bigint from topic where starts_with(name, :name || '.') order by 1")
				.param("name", consumer.name).query(Long.class).list();
	}

	@Test
	void oneIsTriedAgain() {
		var ids = park(3);
		assertThat(parked.retry(Viewer.ANYBODY, consumer.name, ids.get(1))).isEqualTo(new Parked.Retried(1, 0));
		assertThat(processed()).containsExactly(ids.get(1));
		assertThat(parked.list(10)).extracting(row -> row.activity().id()).containsExactly(ids.getFirst(), ids.getLast());
	}

	@Test
	void allAreTriedAgainAndWhatFailsStaysWithItsNewErrorAndNothingElse() {
		var ids = park(3);
		consumer.bad.add(ids.get(1));
		assertThat(parked.retry(Viewer.ANYBODY, consumer.name, null)).isEqualTo(new Parked.Retried(2, 1));
		assertThat(processed()).as("each in a transaction of its own").containsExactly(ids.getFirst(), ids.getLast());
		assertThat(parked.list(10)).singleElement().satisfies(row -> {
			assertThat(row.activity().id()).isEqualTo(ids.get(1));
			assertThat(row.error()).contains("still cannot process");
		});
		consumer.bad.clear();
		assertThat(parked.retry(Viewer.ANYBODY, consumer.name, null)).isEqualTo(new Parked.Retried(1, 0));
		assertThat(parked.list(10)).isEmpty();
		assertThat(parked.retry(Viewer.ANYBODY, consumer.name, null)).isEqualTo(new Parked.Retried(0, 0));
	}

	@Test
	void whatIsNotParkedIsNotFound() {
		var ids = park(1);
		parked.retry(Viewer.ANYBODY, consumer.name, ids.getFirst());
		for (var name : List.of(consumer.name, "nobody")) {
			assertThatExceptionOfType(Problem.class).isThrownBy(() -> parked.retry(Viewer.ANYBODY, name, ids.getFirst()))
					.satisfies(problem -> assertThat(problem.status()).isEqualTo(404));
		}
		assertThat(processed()).hasSize(1);
	}

	@Test
	void theLagIsWhatIsNotReadYet() {
		var lags = new Lags(jdbc, List.of(consumer), places);
		park(3);
		assertThat(lags.all()).filteredOn(lag -> lag.name().equals(consumer.name)).singleElement().satisfies(lag -> {
			assertThat(lag.rows()).isGreaterThanOrEqualTo(3);
			assertThat(lag.seconds()).isBetween(0L, 60L);
			assertThat(lag.parked()).isEqualTo(3);
		});
		assertThat(lags.all()).extracting(Lags.Lag::name).contains("search");
	}

	@Test
	void adminsAndMetricsSeeHowConsumersDo() {
		var admin = community.anAdmin().client();
		var answer = admin.get("/admin/jobs");
		assertThat(answer.body()).contains("\"day-counts\"", "\"webhooks\"", "\"search\"", "\"parked\"");
		assertThat(admin.post("/admin/jobs/day-counts/retry", "{}").json().at("/failed").asInt()).isZero();
		assertThat(admin.post("/admin/jobs/day-counts/retry", "{\"id\":1}").status()).isEqualTo(404);
		assertThat(community.anybody().get("!/metrics").body()).contains("madang_log_consumer_lag_rows{",
				"madang_log_consumer_parked{");
		assertThat(community.anybody().get("!/health").text("/status")).isEqualTo("UP");
	}
}
