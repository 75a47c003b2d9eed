package dev.madang.search;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

import dev.madang.activity.LogReader;
import dev.madang.language.Language;
import dev.madang.platform.ClusterSignals;
import dev.madang.platform.Failures;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Builds the index from the tables, beside the one that serves: where there is none, where the analysis or a dictionary has
 * changed, or when somebody asks. What changes meanwhile is read from the log afterwards.
 */
@Component
class Building {

	private static final Logger LOG = LoggerFactory.getLogger(Building.class);

	/** Names what documents are made of: with another number, an index is built again. */
	private static final String FORMAT = "4-";

	/** Progress is stored so often. */
	private static final Duration TELL_EVERY = Duration.ofSeconds(1);

	private final Engine engine;

	private final Language language;

	private final LogReader log;

	private final JdbcClient jdbc;

	private final ClusterSignals signals;

	private final Meanings meanings;

	private final SearchKinds kinds;

	private volatile boolean stopping;

	private @Nullable Thread thread;

	/** In a row, and when the last one was: what failed on a full disk fills it again when it is tried at once. */
	private int failures;

	private long failedAt;

	/** The build that failed for want of a database and is still to be done; 0 for none. */
	private long owed;

	private String database = "";

	Building(Engine engine, Language language, LogReader log, JdbcClient jdbc, ClusterSignals signals, Meanings meanings,
			SearchKinds kinds) {
		this.kinds = kinds;
		this.engine = engine;
		this.language = language;
		this.log = log;
		this.jdbc = jdbc;
		this.signals = signals;
		this.meanings = meanings;
	}

	/** Builds may begin, again after {@link #stop}. */
	void start() {
		stopping = false;
	}

	/** Begins to build if there is reason to and nothing is being built. */
	synchronized void begin() {
		if (!stopping && !isRunning() && isWanted()) {
			thread = Thread.ofPlatform().name("search-build").daemon().start(this::buildAside);
		}
	}

	private boolean isWanted() {
		return asked().isPresent() || isNeeded();
	}

	private boolean isNeeded() {
		return (owed > 0 || isDue()) && !isResting();
	}

	private Optional<Long> asked() {
		return jdbc.sql("select max(id) from search_build where started_at is null").query(Long.class).optional();
	}

	/** Whether there is no index, or one that does not fit; of one that cannot be asked nobody knows. */
	boolean isDue() {
		var isDue = !engine.isReady() || isOfALaterTime() || !engine.fingerprint().equals(fingerprint()) || engine.hasGrown();
		return isDue && !engine.isAway();
	}

	/** Builds in this thread and its pool; returns whether it was built. */
	boolean now(Along along, DoubleConsumer progress) {
		start();
		var id = jdbc.sql("insert into search_build (started_at) values (now()) returning id").query(Long.class).single();
		return build(id, along, progress);
	}

	private long ask() {
		return jdbc.sql("insert into search_build default values returning id").query(Long.class).single();
	}

	/** After each failure twice as long as after the one before, from two minutes to an hour. */
	private boolean isResting() {
		return failures > 0
				&& System.nanoTime() - failedAt < Duration.ofMinutes(Math.min(60, 1L << Math.min(failures, 6))).toNanos();
	}

	/** Whether an index is being built. */
	synchronized boolean isRunning() {
		return thread != null && thread.isAlive();
	}

	/** Names also the database: an index in a home whose database was brought from elsewhere is of no use. */
	private String fingerprint() {
		if (database.isEmpty()) {
			database = jdbc.sql("""
					select system_identifier || '.' || (select oid from pg_database where datname = current_database())
					from pg_control_system()
					""").query(String.class).single();
		}
		return FORMAT + language.fingerprint() + "-" + meanings.fingerprint() + "-" + database;
	}

	/**
	 * Whether the database was brought back to a time before the last change that the index has: the log is behind its place,
	 * or does not have, any more, the row that is there.
	 */
	private boolean isOfALaterTime() {
		return engine.place()
				.map(place -> new BigInteger(place.xact()).compareTo(new BigInteger(log.end().xact())) > 0 || !log.has(place))
				.orElse(false);
	}

	/** Unless it was built meanwhile by another program, of an index that it shares with this one. */
	private void buildAside() {
		LowPriority.ofThisThread();
		engine.alone(Engine.Turn.BUILD, () -> {
			var asked = asked();
			if (asked.isPresent() || isNeeded()) {
				buildAside(asked.orElseGet(() -> owed > 0 ? owed : ask()));
			}
		});
	}

	/** On all processors, as long as nobody else needs them: threads inherit the priority of the one that starts them. */
	private void buildAside(long id) {
		try (var processors = new ForkJoinPool()) {
			processors.submit(() -> build(id, Along.NOBODY, part -> {
			})).join();
		}
	}

	private boolean build(long id, Along along, DoubleConsumer progress) {
		var begun = System.nanoTime();
		try {
			var total = total();
			jdbc.sql("""
					update search_build set started_at = coalesce(started_at, now()), total = :total,
					       finished_at = case when id < :id then now() end
					where id <= :id and finished_at is null
					""").param("id", id).param("total", total).update();
			var place = log.now();
			var done = 0L;
			try (var building = engine.build(place, fingerprint(), meanings.learn(() -> stopping))) {
				for (var kind : kinds.each()) {
					done = add(kind.source(), page -> building.add(page, along), id, done,
							many -> progress.accept(Math.min(1, (double) many / total)));
				}
				if (stopping) {
					return false;
				}
				building.finish();
			}
			failed(0, 0);
			jdbc.sql("update search_build set done = :done, total = :done, finished_at = now() where id = :id").param("id", id)
					.param("done", done).update();
			signals.send("log", "search");
			LOG.info("The search index is built: {} entries in {} s", done, (System.nanoTime() - begun) / 1_000_000_000);
			return true;
		}
		catch (RuntimeException | Error e) {
			if (!stopping) {
				failed(failures + 1, Failures.isTransient(e) ? id : 0);
				tell(id, e);
			}
			return false;
		}
	}

	private void tell(long id, Throwable failure) {
		if (Failures.isTransient(failure)) {
			LOG.warn("The search index could not be built, and is later: {}", failure.toString());
			return;
		}
		LOG.error("The search index could not be built", failure);
		try {
			jdbc.sql("update search_build set finished_at = now(), error = :error where id = :id").param("id", id)
					.param("error", failure.toString()).update();
		}
		catch (DataAccessException databaseIsAway) {
			LOG.debug("Not noted", databaseIsAway);
		}
	}

	private synchronized void failed(int times, long build) {
		failures = times;
		owed = build;
		failedAt = System.nanoTime();
	}

	/** About so many entries: of tables also what is hidden. */
	private long total() {
		return kinds.each().stream()
				.mapToLong(kind -> jdbc.sql("select count(*) from " + kind.source().table()).query(Long.class).single()).sum();
	}

	/** The next rows are read while the last are indexed. */
	private long add(Source source, Consumer<List<SearchEntry>> building, long id, long before, LongConsumer progress) {
		var last = source.last(jdbc);
		var done = before;
		var told = System.nanoTime();
		try (var reader = Executors
				.newSingleThreadExecutor(Thread.ofPlatform().name("search-build-reader").daemon().factory())) {
			var next = CompletableFuture.supplyAsync(() -> source.after(jdbc, 0), reader);
			for (long after = 0; after < last && !stopping; after += Source.AT_ONCE) {
				var page = next.join();
				var end = after + Source.AT_ONCE;
				next = CompletableFuture.supplyAsync(() -> source.after(jdbc, end), reader);
				building.accept(page);
				done += page.size();
				if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
					told = System.nanoTime();
					jdbc.sql("update search_build set done = :done where id = :id").param("id", id).param("done", done)
							.update();
					progress.accept(done);
				}
			}
		}
		return done;
	}

	/** Leaves a build away that is not finished; the next start begins it anew. */
	void stop() {
		stopping = true;
		var building = thread;
		if (building != null) {
			try {
				building.join(Duration.ofSeconds(10));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
