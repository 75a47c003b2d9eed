package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.platform.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a follower reads: from its checkpoint, in the order of transactions, and only below the oldest transaction that is
 * still running, because a later commit of an earlier transaction would otherwise be skipped. The checkpoint is locked
 * meanwhile, so that of several nodes one reads.
 */
@Component
class Reading {

	private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

	static final int BATCH = 500;

	/** So often a row is tried before it is parked and the others go on. */
	static final int TRIES = 5;

	/**
	 * How a batch ended. PARTLY: the follower needs another transaction for the rest; HELD_BACK: there are rows, but a
	 * transaction still runs that may write before them.
	 */
	enum End {
		MORE, PARTLY, NOTHING, HELD_BACK, FAILED
	}

	private record Row(String xact, Activity activity) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getString("xact"),
					new Activity(row.getLong("id"), Rows.instant(row, "at"), Rows.optionalLong(row, "actor_id"),
							row.getString("verb"), row.getString("subject"), row.getString("detail")));
		}
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	Reading(JdbcClient jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** A new follower begins at the beginning. */
	void register(Follower follower) {
		jdbc.sql("insert into follower (name) values (:name) on conflict do nothing").param("name", follower.name()).update();
	}

	/** Reads one batch; one that fails is read row by row, so that whatever stands before the row to blame is done with. */
	End batch(Follower follower) {
		return batch(follower, BATCH);
	}

	private End batch(Follower follower, int most) {
		var tried = new AtomicInteger();
		try {
			return transaction.execute(status -> lock(follower.name()).map(failures -> {
				var rows = read(follower.name(), failures == 0 ? most : 1);
				if (rows.isEmpty()) {
					return isBehind(follower.name()) ? End.HELD_BACK : End.NOTHING;
				}
				tried.set(rows.size());
				var done = follower.followSome(rows.stream().map(Row::activity).toList());
				if (done > 0) {
					move(follower.name(), rows.get(done - 1));
				}
				return done < rows.size() ? End.PARTLY : End.MORE;
			}).orElse(End.NOTHING));
		}
		catch (RuntimeException e) {
			if (tried.get() > 1) {
				return rowByRow(follower, tried.get());
			}
			LOG.warn("{} failed on the log: {}", follower.name(), e.toString());
			return failed(follower.name(), e) ? End.MORE : End.FAILED;
		}
	}

	private End rowByRow(Follower follower, int rows) {
		var end = End.MORE;
		for (int i = 0; i < rows && end == End.MORE; i++) {
			end = batch(follower, 1);
		}
		return end;
	}

	private Optional<Integer> lock(String name) {
		return jdbc.sql("select failures from follower where name = :name for update skip locked").param("name", name)
				.query(Integer.class).optional();
	}

	private boolean isBehind(String name) {
		return jdbc.sql("""
				select exists (select 1 from activity a, follower f
				               where f.name = :name and (a.xact, a.id) > (f.xact, f.activity_id))
				""").param("name", name).query(Boolean.class).single();
	}

	private List<Row> read(String name, int limit) {
		return jdbc.sql("""
				select a.xact::text as xact, a.id, a.at, a.actor_id, a.verb, a.subject, a.detail::text as detail
				from activity a, follower f
				where f.name = :name and (a.xact, a.id) > (f.xact, f.activity_id)
				  and a.xact < pg_snapshot_xmin(pg_current_snapshot())
				order by a.xact, a.id
				limit :limit
				""").param("name", name).param("limit", limit).query(Row::read).list();
	}

	private void move(String name, Row last) {
		jdbc.sql("""
				update follower
				set xact = :xact::xid8, activity_id = :id, failures = 0, last_error = null, moved_at = now()
				where name = :name
				""").param("name", name).param("xact", last.xact()).param("id", last.activity().id()).update();
	}

	/** Counts a failure; after several, parks the row in front and goes on. Returns whether to go on at once. */
	private boolean failed(String name, RuntimeException error) {
		return transaction.execute(status -> {
			var failures = jdbc.sql("""
					update follower set failures = failures + 1, last_error = :error where name = :name returning failures
					""").param("name", name).param("error", error.toString()).query(Integer.class).single();
			if (failures < TRIES) {
				return false;
			}
			var rows = read(name, 1);
			if (!rows.isEmpty()) {
				jdbc.sql("""
						insert into parked_activity (follower, xact, activity_id, error)
						values (:name, :xact::xid8, :id, :error) on conflict do nothing
						""").param("name", name).param("xact", rows.getFirst().xact())
						.param("id", rows.getFirst().activity().id())
						.param("error", error.toString()).update();
				move(name, rows.getFirst());
			}
			return true;
		});
	}
}
