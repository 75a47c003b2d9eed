package dev.madang.search;

import java.time.Duration;

import dev.madang.activity.LogReader;
import dev.madang.activity.LogReader.Place;
import dev.madang.activity.LogSignal;
import dev.madang.platform.Failures;
import dev.madang.platform.SignalledLoop;
import dev.madang.platform.ClusterSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Keeps the index up to the log, from the place that the index itself remembers, so that a crash loses nothing. */
@Component
@ConditionalOnWebApplication
@Conditional(FollowsIndex.class)
class IndexUpdater implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(IndexUpdater.class);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	/** Nobody signals when the transaction ends that holds rows of the log back. */
	private static final Duration HELD_BACK = Duration.ofMillis(100);

	/** Each time the index is opened anew, which costs as much for one new entry as for hundreds; found is one within a second. */
	private static final Duration GAP = Duration.ofMillis(500);

	private static final int ROWS_AT_ONCE = 1_000;

	/** So often a row of the log is tried, alone, before the others go on without it. */
	private static final int TRIES = 5;

	private final Engine engine;

	private final Building building;

	private final LogReader log;

	private final Vectoring vectoring;

	private final Changes changes;

	private final SignalledLoop loop = new SignalledLoop("search index", GAP, this::follow);

	/** In a row, of the row in front. */
	private int failures;

	IndexUpdater(Engine engine, Building building, LogReader log, Vectoring vectoring, Changes changes, LogSignal signal,
			ClusterSignals signals) {
		this.engine = engine;
		this.building = building;
		this.log = log;
		this.vectoring = vectoring;
		this.changes = changes;
		signal.on(loop::signal);
		signals.on("word", word -> loop.signal());
		signals.on("search", word -> loop.signal());
	}

	@Override
	public void start() {
		building.start();
		try {
			engine.open();
		}
		catch (RuntimeException e) {
			LOG.error("The search index cannot be opened, which is tried again and again: {}", e.toString());
		}
		loop.start();
	}

	private Duration follow() {
		if (!engine.isReady() && !building.isRunning()) {
			engine.open();
		}
		building.begin();
		engine.alone(Engine.Turn.FOLLOW, this::catchUp);
		return engine.isReady() && engine.place().filter(log::hasAfter).isPresent() ? HELD_BACK : AT_LEAST_EVERY;
	}

	private void catchUp() {
		var lacksVectors = true;
		while (loop.isRunning() && lacksVectors) {
			var more = true;
			while (loop.isRunning() && more) {
				more = batch(ROWS_AT_ONCE);
			}
			lacksVectors = engine.isReady() && vectoring.batch();
		}
	}

	/** Why the index does not follow the log at the moment; empty while it does. */
	String trouble() {
		return loop.trouble();
	}

	/** Takes in some rows of the log; returns whether there may be more. */
	private boolean batch(int most) {
		return engine.place().map(place -> batch(place, most)).orElse(false);
	}

	private boolean batch(Place place, int most) {
		var rest = log.after(place, failures == 0 ? most : 1);
		if (rest.rows().isEmpty()) {
			return false;
		}
		try {
			changes.take(rest, place, loop::isRunning);
		}
		catch (RuntimeException | Error e) {
			if (Failures.isTransient(e)) {
				throw e;
			}
			if (rest.rows().size() > 1) {
				return rowByRow(rest.rows().size());
			}
			failures++;
			if (failures < TRIES) {
				throw e;
			}
			LOG.error("The search index goes on without row {} of the log", rest.rows().getFirst().id(), e);
			engine.skip("log:" + rest.rows().getFirst().id(), place, rest.end());
		}
		failures = 0;
		return true;
	}

	/** So that whatever stands before the row to blame is done with. */
	private boolean rowByRow(int rows) {
		var more = true;
		for (int i = 0; i < rows && more && loop.isRunning(); i++) {
			more = batch(1);
		}
		return more;
	}

	@Override
	public void stop() {
		building.stop();
		loop.stop(Duration.ofSeconds(10));
		engine.close();
	}

	@Override
	public boolean isRunning() {
		return loop.isRunning();
	}
}
