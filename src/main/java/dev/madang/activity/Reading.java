package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.madang.activity.LogReader.Place;
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

	/** A checkpoint, and how often in a row the follower has failed on what stands behind it. */
	private record Held(Place place, int failures) {

		static Held read(ResultSet row, int number) throws SQLException {
			return new Held(new Place(row.getString("xact"), row.getLong("activity_id")), row.getInt("failures"));
		}
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final LogReader log;

	Reading(JdbcClient jdbc, TransactionTemplate transaction, LogReader log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.log = log;
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
			return transaction.execute(status -> lock(follower.name()).map(held -> {
				var rows = log.rows(held.place(), held.failures() == 0 ? most : 1);
				if (rows.isEmpty()) {
					return log.hasAfter(held.place()) ? End.HELD_BACK : End.NOTHING;
				}
				tried.set(rows.size());
				var done = follower.followSome(rows.stream().map(LogReader.Row::activity).toList());
				if (done > 0) {
					move(follower.name(), rows.get(done - 1).end());
				}
				return done < rows.size() ? End.PARTLY : End.MORE;
			}).orElse(End.NOTHING));
		}
		catch (RuntimeException | Error e) {
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

	private Optional<Held> lock(String name) {
		return jdbc.sql("""
				select xact::text as xact, activity_id, failures from follower where name = :name for update skip locked
				""").param("name", name).query(Held::read).optional();
	}

	private void move(String name, Place place) {
		jdbc.sql("""
				update follower
				set xact = :xact::xid8, activity_id = :id, failures = 0, last_error = null, moved_at = now()
				where name = :name
				""").param("name", name).param("xact", place.xact()).param("id", place.id()).update();
	}

	/** Counts a failure; after several, parks the row in front and goes on. Returns whether to go on at once. */
	private boolean failed(String name, Throwable error) {
		return transaction.execute(status -> {
			var held = jdbc.sql("""
					update follower set failures = failures + 1, last_error = :error where name = :name
					returning xact::text as xact, activity_id, failures
					""").param("name", name).param("error", error.toString()).query(Held::read).single();
			if (held.failures() < TRIES) {
				return false;
			}
			log.rows(held.place(), 1).forEach(row -> {
				jdbc.sql("""
						insert into parked_activity (follower, xact, activity_id, error)
						values (:name, :xact::xid8, :id, :error) on conflict do nothing
						""").param("name", name).param("xact", row.end().xact()).param("id", row.end().id())
						.param("error", error.toString()).update();
				move(name, row.end());
			});
			return true;
		});
	}
}
