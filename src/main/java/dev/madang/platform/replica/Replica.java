package dev.madang.platform.replica;

import java.time.Duration;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.madang.platform.engine.Engine;
import dev.madang.platform.engine.Engines;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * A streaming replica. It is read while it has replayed what the database had half a second before; whatever is read there is
 * a second old at most, as what is kept for guests may be, or two where both come together.
 */
final class Replica implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

	/** Half of what a guest's answer may be behind. */
	private static final String LOOKS_EVERY = "PT0.5S";

	private static final long MOST_MILLIS_TO_CONNECT = 500;

	/** Seconds. One that says nothing for so long is away, also for those who wait. */
	private static final String MOST_SILENCE = "3";

	private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

	private record Database(long bytes, String system, int timeline) {
	}

	private record Place(boolean isFollowing, String system, int timeline, long bytes) {
	}

	private final HikariDataSource pool;

	private final JdbcClient copy;

	private final JdbcClient database;

	private final Engine engine;

	private volatile boolean inStep;

	private volatile long behind;

	private volatile long lookedAt;

	/** Of the database, at the last look. */
	private volatile @Nullable Database known;

	/** Where the database was at the last look, in bytes of its log; negative before the first. */
	private long noted = -1;

	Replica(HikariDataSource pool, JdbcClient database, Engines engines, MeterRegistry metrics) {
		this.pool = pool;
		this.database = database;
		copy = JdbcClient.create(pool);
		engine = engines.add("replica", "madang.database.replica-url", Duration.ofSeconds(2), this::place);
		Gauge.builder("madang.replica.lag.bytes", this, replica -> replica.behind)
				.description("How much of the database's log the replica has not replayed").register(metrics);
	}

	/** A pool as that of the database, with which it shares user and password. */
	static HikariDataSource pool(String url, HikariDataSource database) {
		var config = new HikariConfig();
		config.setPoolName("replica");
		config.setJdbcUrl(url);
		config.setUsername(database.getUsername());
		config.setPassword(database.getPassword());
		config.setReadOnly(true);
		config.setMaximumPoolSize(database.getMaximumPoolSize());
		config.setMinimumIdle(1);
		config.setConnectionTimeout(MOST_MILLIS_TO_CONNECT);
		config.setValidationTimeout(MOST_MILLIS_TO_CONNECT);
		config.setInitializationFailTimeout(-1);
		var properties = new Properties();
		properties.putAll(database.getDataSourceProperties());
		properties.put("socketTimeout", MOST_SILENCE);
		config.setDataSourceProperties(properties);
		return new HikariDataSource(config);
	}

	JdbcClient jdbc() {
		return copy;
	}

	/** Whether it may be read now; no longer where nobody could look whether it still follows. */
	boolean isInStep() {
		return inStep && System.nanoTime() - lookedAt < KNOWN_FOR.toNanos();
	}

	/** A read failed: nobody else waits for it until it has been looked at again. */
	void failed(DataAccessException why) {
		inStep = false;
		LOG.debug("A read of the replica failed", why);
	}

	/** Whether it follows, found out apart from those who read. */
	@Scheduled(fixedDelayString = LOOKS_EVERY)
	void look() {
		Database now;
		try {
			now = database.sql("""
					select (pg_current_wal_lsn() - '0/0')::bigint as bytes,
					       (select system_identifier::text from pg_control_system()) as system,
					       ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
					""").query(Database.class).single();
		}
		catch (DataAccessException databaseIsAway) {
			LOG.debug("Nothing to compare the replica with", databaseIsAway);
			inStep = false;
			return;
		}
		known = now;
		var before = noted;
		var place = engine.tried(this::place);
		behind = place.filter(there -> before >= 0).map(there -> Math.max(0, before - there.bytes())).orElse(behind);
		var is = before >= 0 && place.isPresent() && place.get().bytes() >= before;
		if (is != inStep && place.isPresent() && before >= 0) {
			LOG.info(is ? "The replica is in step and is read" : "The replica is {} bytes behind and is not read", behind);
		}
		lookedAt = System.nanoTime();
		inStep = is;
		noted = now.bytes();
	}

	/**
	 * A promoted database goes on with another timeline, and what follows that has another history. What is received is told to those who
	 * may read all statistics; what was replayed is told to all, some minutes late.
	 */
	private Place place() {
		var place = copy.sql("""
				select pg_is_in_recovery() as is_following, (select system_identifier::text from pg_control_system()) as system,
				       greatest((select received_tli from pg_stat_wal_receiver),
				                (select min_recovery_end_timeline from pg_control_recovery()),
				                (select timeline_id from pg_control_checkpoint())) as timeline,
				       coalesce((pg_last_wal_replay_lsn() - '0/0')::bigint, 0) as bytes
				""").query(Place.class).single();
		var of = known;
		if (!place.isFollowing() || of != null && !place.system().equals(of.system())) {
			throw new IllegalStateException("This is no replica of the database");
		}
		if (of != null && place.timeline() != of.timeline()) {
			throw new IllegalStateException("This follows timeline " + place.timeline() + ", and the database is on "
					+ of.timeline() + ": another one was promoted");
		}
		return place;
	}

	@Override
	public void close() {
		pool.close();
	}
}
