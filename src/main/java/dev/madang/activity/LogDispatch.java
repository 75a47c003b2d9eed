package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.madang.activity.LogReader.Place;
import dev.madang.activity.LogReader.Row;
import dev.madang.platform.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a batch of the log once and hands it to several consumers, in one transaction that also moves their checkpoints.
 * Entries are read in the order of transactions, and only below the oldest transaction that still runs, because a later
 * commit of an earlier transaction would otherwise be skipped. The checkpoints are locked meanwhile, so that of several nodes
 * one reads for a consumer.
 */
@Component
class LogDispatch {

	private static final Logger LOG = LoggerFactory.getLogger(LogDispatch.class);

	static final int BATCH = 500;

	/** So often an entry is tried before it is parked and the consumer goes on without it. */
	static final int TRIES = 5;

	/**
	 * What there is beyond a batch. HELD_BACK: entries that a running transaction may still write before; ELSEWHERE: another
	 * node reads for all of these consumers.
	 */
	enum Next {
		MORE, NOTHING, HELD_BACK, ELSEWHERE
	}

	/**
	 * How a batch ended.
	 *
	 * @param end behind its last entry
	 * @param behind consumers that have not done with it, or that were too far behind to be given it
	 * @param failed those of them that failed
	 * @param again whether it was of a consumer that had failed before
	 */
	record Outcome(Next next, Place end, Set<LogConsumer> behind, Set<LogConsumer> failed, boolean again) {
	}

	/** A checkpoint, how often in a row the consumer has failed behind it, and where the log must not be read from yet. */
	private record Checkpoint(String name, Place place, int failures, String horizon) {

		static Checkpoint read(ResultSet row, int number) throws SQLException {
			return new Checkpoint(row.getString("name"), new Place(row.getString("xact"), row.getLong("activity_id")),
					row.getInt("failures"), row.getString("horizon"));
		}
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final LogReader log;

	private final LogSignal signal;

	/** The consumers that failed for want of something outside the last time: no entry is to blame, and all are tried again. */
	private final Set<String> wanting = ConcurrentHashMap.newKeySet();

	LogDispatch(JdbcClient jdbc, TransactionTemplate transaction, LogReader log, LogSignal signal) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.log = log;
		this.signal = signal;
	}

	/** A new consumer begins at the beginning. */
	void register(Collection<LogConsumer> consumers) {
		jdbc.sql("insert into log_consumer (name) select unnest(:names) on conflict do nothing")
				.param("names", names(consumers))
				.update();
	}

	/**
	 * One batch for those of some consumers that are in step: at the same place, or so little behind that they are given the
	 * same entries. The one consumer that is asked for alone is given a single entry while it fails, to find the one to blame.
	 */
	Outcome batch(Collection<LogConsumer> consumers) {
		return transaction.execute(status -> new Batch(status, consumers).run());
	}

	private static String[] names(Collection<LogConsumer> consumers) {
		return consumers.stream().map(LogConsumer::name).toArray(String[]::new);
	}

	/** One run, in its transaction. */
	private final class Batch {

		private final TransactionStatus status;

		private final Map<String, LogConsumer> consumers;

		private final Set<LogConsumer> behind = new HashSet<>();

		private final Set<LogConsumer> failed = new HashSet<>();

		private final Set<String> done = new HashSet<>();

		Batch(TransactionStatus status, Collection<LogConsumer> consumers) {
			this.status = status;
			this.consumers = consumers.stream().collect(Collectors.toMap(LogConsumer::name, Function.identity()));
		}

		Outcome run() {
			var locked = lock();
			if (locked.isEmpty()) {
				return new Outcome(Next.ELSEWHERE, Place.START, Set.of(), Set.of(), false);
			}
			var isAlone = consumers.size() == 1;
			var sound = isAlone ? locked : locked.stream().filter(each -> each.failures() == 0).toList();
			fallBehind(locked, sound);
			return sound.isEmpty()
					? new Outcome(Next.ELSEWHERE, Place.START, behind, failed, false)
					: handOut(sound, isAlone && locked.getFirst().failures() > 0);
		}

		private Outcome handOut(List<Checkpoint> sound, boolean again) {
			var cautious = again && !wanting.contains(sound.getFirst().name());
			var first = sound.stream().map(Checkpoint::place).min(Comparator.naturalOrder()).orElseThrow();
			var front = sound.stream().map(Checkpoint::place).max(Comparator.naturalOrder()).orElseThrow();
			var horizon = sound.getFirst().horizon();
			var rows = log.rows(first, horizon, BATCH + 1);
			var given = sound;
			if (rows.size() > BATCH && !first.equals(front)) {
				given = sound.stream().filter(each -> each.place().equals(front)).toList();
				fallBehind(sound, given);
				rows = log.rows(front, horizon, BATCH + 1);
			}
			var settled = rows.stream().filter(Row::settled).limit(BATCH).toList();
			var end = settled.isEmpty() ? front : settled.getLast().end();
			if (!settled.isEmpty()) {
				given.forEach(each -> give(each, settled, cautious));
				move(done, end);
				signal.tellOthers();
			}
			var next = settled.size() == BATCH ? Next.MORE : rows.size() > settled.size() ? Next.HELD_BACK : Next.NOTHING;
			return new Outcome(next, end, behind, failed, again);
		}

		private void fallBehind(List<Checkpoint> all, List<Checkpoint> kept) {
			all.stream().filter(each -> !kept.contains(each)).forEach(each -> behind.add(consumer(each)));
		}

		private LogConsumer consumer(Checkpoint checkpoint) {
			return Objects.requireNonNull(consumers.get(checkpoint.name()));
		}

		/** A savepoint undoes what one consumer wrote before it failed, and nothing of the others. */
		private void give(Checkpoint checkpoint, List<Row> rows, boolean cautious) {
			var consumer = consumer(checkpoint);
			var wanted = rows.stream()
					.filter(row -> row.end().compareTo(checkpoint.place()) > 0 && consumer.wants(row.activity().type()))
					.toList();
			var offered = cautious ? wanted.stream().limit(1).toList() : wanted;
			if (offered.isEmpty()) {
				done.add(checkpoint.name());
				return;
			}
			var savepoint = status.createSavepoint();
			try {
				var count = consumer.consumeSome(offered.stream().map(Row::activity).toList());
				status.releaseSavepoint(savepoint);
				if (count == wanted.size()) {
					done.add(checkpoint.name());
				}
				else {
					behind.add(consumer);
					partly(checkpoint, wanted, count, cautious);
				}
			}
			catch (RuntimeException | Error e) {
				status.rollbackToSavepoint(savepoint);
				failed.add(consumer);
				behind.add(consumer);
				failed(checkpoint, cautious ? offered.getFirst() : null, e);
			}
		}

		/** A consumer that has failed stays cautious until it is past all that it failed on. */
		private void partly(Checkpoint checkpoint, List<Row> wanted, int count, boolean cautious) {
			if (count > 0) {
				move(Set.of(checkpoint.name()), wanted.get(count - 1).end());
			}
			if (cautious) {
				jdbc.sql("update log_consumer set failures = 1 where name = :name").param("name", checkpoint.name()).update();
			}
		}

		/** What fails for want of something outside is tried for as long as it takes; an entry that cannot be done is parked. */
		private void failed(Checkpoint checkpoint, @Nullable Row blamed, Throwable error) {
			var counts = !Failures.isTransient(error);
			if (counts) {
				wanting.remove(checkpoint.name());
			}
			else {
				wanting.add(checkpoint.name());
			}
			if (counts || checkpoint.failures() == 0) {
				LOG.warn("{} failed on the log: {}", checkpoint.name(), error.toString());
			}
			jdbc.sql("""
					update log_consumer set failures = greatest(1, failures + :more), last_error = :error where name = :name
					""").param("more", counts ? 1 : 0).param("error", error.toString()).param("name", checkpoint.name())
					.update();
			if (counts && blamed != null && checkpoint.failures() + 1 >= TRIES) {
				park(checkpoint.name(), blamed, error);
			}
		}

		private void park(String name, Row row, Throwable error) {
			LOG.error("{} goes on without entry {} of the log", name, row.activity().id(), error);
			jdbc.sql("""
					insert into parked_activity (consumer, xact, activity_id, error)
					values (:name, :xact::xid8, :id, :error) on conflict do nothing
					""").param("name", name).param("xact", row.end().xact()).param("id", row.end().id())
					.param("error", error.toString()).update();
			move(Set.of(name), row.end());
		}

		private List<Checkpoint> lock() {
			return jdbc.sql("""
					select name, xact::text as xact, activity_id, failures, (select log_horizon()::text) as horizon
					from log_consumer where name = any(:names) order by name for update skip locked
					""").param("names", names(consumers.values())).query(Checkpoint::read).list();
		}

		private void move(Set<String> names, Place place) {
			if (!names.isEmpty()) {
				jdbc.sql("""
						update log_consumer
						set xact = :xact::xid8, activity_id = :id, failures = 0, last_error = null, moved_at = now()
						where name = any(:names)
						""").param("names", names.toArray(String[]::new)).param("xact", place.xact()).param("id", place.id())
						.update();
			}
		}
	}
}
