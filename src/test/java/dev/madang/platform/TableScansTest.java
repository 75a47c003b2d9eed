package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.madang.testing.Aside;
import dev.madang.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Guests share a few places, each member has a few, and all together leave connections to pages. */
@Aside
class TableScansTest {

	private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.database().url(),
			TestDatabase.database().user(), TestDatabase.database().password()));

	private final TableScans scans = new TableScans();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final CountDownLatch leave = new CountDownLatch(1);

	private final List<Future<?>> running = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		leave.countDown();
		for (var each : running) {
			each.get();
		}
		threads.close();
	}

	private static Viewer member(long id) {
		return new Viewer(id, "m" + id, "m" + id, Role.MEMBER, 0);
	}

	/** Begins a query that lasts until the end of the test; returns whether there was room for it. */
	private boolean begins(Viewer viewer) throws InterruptedException {
		var begun = new CountDownLatch(1);
		var refused = new Problem[1];
		RowMapper<Integer> row = (result, number) -> {
			begun.countDown();
			try {
				leave.await();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return 1;
		};
		running.add(threads.submit(() -> {
			try {
				scans.list(viewer, jdbc.sql("select 1"), row, "busy");
			}
			catch (Problem problem) {
				refused[0] = problem;
				begun.countDown();
			}
		}));
		begun.await();
		return refused[0] == null;
	}

	@Test
	void guestsShareThreeAndAMemberHasTwoOfSix() throws Exception {
		assertThat(List.of(begins(Viewer.ANYBODY), begins(Viewer.ANYBODY), begins(Viewer.ANYBODY), begins(Viewer.ANYBODY)))
				.containsExactly(true, true, true, false);
		assertThat(List.of(begins(member(1)), begins(member(1)), begins(member(1)))).containsExactly(true, true, false);
		assertThat(List.of(begins(member(2)), begins(member(2)))).as("all are taken").containsExactly(true, false);
	}

	@Test
	void whatTakesTooLongIsStoppedAndItsPlaceIsFree() {
		for (int i = 0; i < 2; i++) {
			org.assertj.core.api.Assertions.assertThatExceptionOfType(Problem.class)
					.isThrownBy(() -> scans.list(Viewer.ANYBODY, jdbc.sql("select 1 from pg_sleep(20)"),
							(row, number) -> row.getInt(1), "keyword-too-rare"))
					.satisfies(problem -> assertThat(problem.code()).isEqualTo("keyword-too-rare"));
		}
	}
}
