package dev.madang.activity;

import java.util.List;

import dev.madang.platform.HealthStatus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether consumers stand still: something waits for one, and it has not moved for a while. One that lags but reads on is well.
 * One whose place is of transactions that are still to come sees nothing of what is written: the database was brought from
 * elsewhere under a running program, and the next start puts that right.
 */
@Component("backgroundJobsHealthIndicator")
@ConditionalOnWebApplication
class ConsumerHealth extends AbstractHealthIndicator {

	private final JdbcClient jdbc;

	private final List<LogConsumer> consumers;

	ConsumerHealth(JdbcClient jdbc, List<LogConsumer> consumers) {
		this.jdbc = jdbc;
		this.consumers = consumers;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		var standing = jdbc
				.sql("""
						select f.name
						from log_epoch e cross join log_consumer f left join lateral (
						  select a.at from activity a where (a.xact, a.id) > (f.xact, f.activity_id) order by a.xact, a.id limit 1) next on true
						where f.name = any(:names) and (greatest(next.at, f.moved_at) < now() - interval '2 minutes' and next.at is not null
						  or f.xact::text::bigint >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + e.shift)
						order by f.name
						""")
				.param("names", consumers.stream().map(LogConsumer::name).toArray(String[]::new)).query(String.class).list();
		health.status(standing.isEmpty() ? Status.UP : HealthStatus.DEGRADED).withDetail("standing", standing);
	}
}
