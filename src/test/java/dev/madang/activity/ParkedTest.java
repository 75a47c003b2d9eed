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

	private final Picky follower = new Picky();

	private Parked parked;

	/** Writes down what it digests, and cannot digest some of it. */
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
					throw new IllegalStateException("still cannot digest " + activity.id());
				}
			}
		}
	}

	@BeforeEach
	void register() {
		parked = new Parked(jdbc, transaction, List.of(follower), log);
		dispatch.register(List.of(follower));
		jdbc.sql("update follower set xact = pg_snapshot_xmax(pg_current_snapshot()) where name = :name")
				.param("name", follower.name).update();
	}

	private List<Long> park(int count) {
		var ids = new ArrayList<Long>();
		for (int i = 0; i < count; i++) {
			ids.add(jdbc.sql("""
					with happened as (insert into activity (verb) values ('test.happened') returning xact, id)
					insert into parked_activity (follower, xact, activity_id, error)
					select :name, xact, id, 'cannot digest' from happened returning activity_id
					""").param("name", follower.name).query(Long.class).single());
		}
		return ids;
	}

	private List<Long> digested() {
		return jdbc.sql("select split_part(name, '.', 2)::bigint from topic where starts_with(name, :name || '.') order by 1")
				.param("name", follower.name).query(Long.class).list();
	}

	@Test
	void oneIsTriedAgain() {
		var ids = park(3);
		assertThat(parked.retry(Viewer.ANYBODY, follower.name, ids.get(1))).isEqualTo(new Parked.Retried(1, 0));
		assertThat(digested()).containsExactly(ids.get(1));
		assertThat(parked.list(10)).extracting(row -> row.activity().id()).containsExactly(ids.getFirst(), ids.getLast());
	}

	@Test
	void allAreTriedAgainAndWhatFailsStaysWithItsNewErrorAndNothingElse() {
		var ids = park(3);
		follower.bad.add(ids.get(1));
		assertThat(parked.retry(Viewer.ANYBODY, follower.name, null)).isEqualTo(new Parked.Retried(2, 1));
		assertThat(digested()).as("each in a transaction of its own").containsExactly(ids.getFirst(), ids.getLast());
		assertThat(parked.list(10)).singleElement().satisfies(row -> {
			assertThat(row.activity().id()).isEqualTo(ids.get(1));
			assertThat(row.error()).contains("still cannot digest");
		});
		follower.bad.clear();
		assertThat(parked.retry(Viewer.ANYBODY, follower.name, null)).isEqualTo(new Parked.Retried(1, 0));
		assertThat(parked.list(10)).isEmpty();
		assertThat(parked.retry(Viewer.ANYBODY, follower.name, null)).isEqualTo(new Parked.Retried(0, 0));
	}

	@Test
	void whatIsNotParkedIsNotFound() {
		var ids = park(1);
		parked.retry(Viewer.ANYBODY, follower.name, ids.getFirst());
		for (var name : List.of(follower.name, "nobody")) {
			assertThatExceptionOfType(Problem.class).isThrownBy(() -> parked.retry(Viewer.ANYBODY, name, ids.getFirst()))
					.satisfies(problem -> assertThat(problem.status()).isEqualTo(404));
		}
		assertThat(digested()).hasSize(1);
	}

	@Test
	void theLagIsWhatIsNotReadYet() {
		var lags = new Lags(jdbc, List.of(follower), places);
		park(3);
		assertThat(lags.all()).filteredOn(lag -> lag.name().equals(follower.name)).singleElement().satisfies(lag -> {
			assertThat(lag.rows()).isGreaterThanOrEqualTo(3);
			assertThat(lag.seconds()).isBetween(0L, 60L);
			assertThat(lag.parked()).isEqualTo(3);
		});
		assertThat(lags.all()).extracting(Lags.Lag::name).contains("search");
	}

	@Test
	void adminsAndMetricsSeeHowFollowersDo() {
		var admin = community.anAdmin().client();
		var answer = admin.get("/admin/followers");
		assertThat(answer.body()).contains("\"day-counts\"", "\"webhooks\"", "\"search\"", "\"parked\"");
		assertThat(admin.post("/admin/followers/day-counts/retry", "{}").json().at("/failed").asInt()).isZero();
		assertThat(admin.post("/admin/followers/day-counts/retry", "{\"id\":1}").status()).isEqualTo(404);
		assertThat(community.anybody().get("!/metrics").body()).contains("madang_follower_lag_rows{",
				"madang_follower_parked{");
		assertThat(community.anybody().get("!/health").text("/status")).isEqualTo("UP");
	}
}
