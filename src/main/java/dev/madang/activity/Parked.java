package dev.madang.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.madang.platform.Problem;
import dev.madang.platform.Rows;
import dev.madang.platform.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What consumers could not process and went on without, and trying it again. */
@Component
public class Parked {

	/** So many are tried by one call. */
	static final int AT_ONCE = 500;

	public record ParkedRow(String consumer, Activity activity, String error, Instant parkedAt) {

		static ParkedRow read(ResultSet row, int number) throws SQLException {
			return new ParkedRow(row.getString("consumer"),
					new Activity(row.getLong("id"), Rows.instant(row, "at"), Rows.optionalLong(row, "actor_id"),
							row.getString("verb"), row.getString("subject"), row.getString("detail")),
					row.getString("error"), Rows.instant(row, "parked_at"));
		}
	}

	/** What came of trying again. */
	public record Retried(int processed, int failed) {
	}

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final List<LogConsumer> consumers;

	private final ActivityLog log;

	Parked(JdbcClient jdbc, TransactionTemplate transaction, List<LogConsumer> consumers, ActivityLog log) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.consumers = consumers;
		this.log = log;
	}

	/** What is parked of all consumers, in the order of the log. */
	public List<ParkedRow> list(int most) {
		return jdbc.sql("""
				select p.consumer, p.error, p.parked_at, a.id, a.at, a.actor_id, a.verb, a.subject, a.detail::text as detail
				from parked_activity p join activity a on a.xact = p.xact and a.id = p.activity_id
				where p.consumer = any(:names)
				order by p.consumer, p.xact, p.activity_id limit :most
				""").param("names", consumers.stream().map(LogConsumer::name).toArray(String[]::new)).param("most", most)
				.query(ParkedRow::read).list();
	}

	/**
	 * Gives a consumer what it could not process, each row in a transaction of its own, while it reads nothing else. What it
	 * processes now is parked no more; of what fails again the new error is kept.
	 *
	 * @param id of one row of the log, or null for what is parked, the oldest five hundred
	 * @throws Problem 404 if there is no such consumer, or this row is not parked for it
	 */
	public Retried retry(Viewer viewer, String name, @Nullable Long id) {
		var consumer = consumers.stream().filter(each -> each.name().equals(name)).findFirst()
				.orElseThrow(Problem::notFound);
		var ids = jdbc.sql("""
				select activity_id from parked_activity where consumer = :name and (:id::bigint is null or activity_id = :id)
				order by xact, activity_id limit :most
				""").param("name", name).param("id", id).param("most", AT_ONCE).query(Long.class).list();
		if (id != null && ids.isEmpty()) {
			throw Problem.notFound();
		}
		transaction.executeWithoutResult(status -> log.append(viewer, new EventType("consumer", Action.RETRIED), null,
				Map.of("consumer", name, "rows", ids.size())));
		var processed = (int) ids.stream().filter(each -> process(consumer, each)).count();
		return new Retried(processed, ids.size() - processed);
	}

	private boolean process(LogConsumer consumer, long id) {
		try {
			transaction.executeWithoutResult(status -> {
				jdbc.sql("select 1 from log_consumer where name = :name for update").param("name", consumer.name())
						.query(Integer.class).single();
				take(consumer.name(), id).ifPresent(row -> consumer.consume(List.of(row.activity())));
			});
			return true;
		}
		catch (RuntimeException | Error e) {
			jdbc.sql(
					"update parked_activity set error = :error, parked_at = now() where consumer = :name and activity_id = :id")
					.param("error", e.toString()).param("name", consumer.name()).param("id", id).update();
			return false;
		}
	}

	/** Nothing, if somebody else was faster. */
	private Optional<ParkedRow> take(String name, long id) {
		return jdbc.sql("""
				with taken as (
				  delete from parked_activity where consumer = :name and activity_id = :id
				  returning consumer, xact, activity_id, error, parked_at)
				select t.consumer, t.error, t.parked_at, a.id, a.at, a.actor_id, a.verb, a.subject, a.detail::text as detail
				from taken t join activity a on a.xact = t.xact and a.id = t.activity_id
				""").param("name", name).param("id", id).query(ParkedRow::read).optional();
	}
}
