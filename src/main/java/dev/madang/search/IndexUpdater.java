package dev.madang.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the index up to the log, from the place that the index itself remembers, so that a crash loses nothing. */
@Component
@ConditionalOnWebApplication
class IndexUpdater implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(IndexUpdater.class);

	private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

	/** Nobody signals when the transaction ends that holds rows of the log back. */
	private static final Duration HELD_BACK = Duration.ofMillis(100);

	/** Each time the index is opened anew, which costs as much for one new entry as for hundreds; found is one within a second. */
	private static final Duration GAP = Duration.ofMillis(500);

	private static final int ROWS_AT_ONCE = 200;

	/** So often a row of the log is tried, alone, before the others go on without it. */
	private static final int TRIES = 5;

	private final Engine engine;

	private final Building building;

	private final Builds builds;

	private final LogReader log;

	private final Vectoring vectoring;

	private final SearchKinds kinds;

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	private final SignalledLoop loop = new SignalledLoop("search index", GAP, this::follow);

	/** In a row, of the row in front. */
	private int failures;

	IndexUpdater(Engine engine, Building building, Builds builds, LogReader log, Vectoring vectoring, SearchKinds kinds,
			JdbcClient jdbc,
			JsonMapper mapper,
			LogSignal signal, ClusterSignals signals) {
		this.engine = engine;
		this.building = building;
		this.builds = builds;
		this.log = log;
		this.vectoring = vectoring;
		this.kinds = kinds;
		this.jdbc = jdbc;
		this.mapper = mapper;
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
		var lacksVectors = true;
		while (loop.isRunning() && lacksVectors) {
			var more = true;
			while (loop.isRunning() && more) {
				more = batch(ROWS_AT_ONCE);
			}
			lacksVectors = engine.isReady() && vectoring.batch();
		}
		return engine.isReady() && engine.place().filter(log::hasAfter).isPresent() ? HELD_BACK : AT_LEAST_EVERY;
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
			take(rest, place);
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

	private void take(LogReader.Rest rest, Place place) {
		var change = new Change(rest.rows(), kinds, mapper);
		if (change.everything()) {
			builds.ask();
		}
		change.ranges().forEach((kind, range) -> imported(kind, range[0] - 1, range[1], place));
		threads(change.threads(), place);
		var entries = new ArrayList<SearchEntry>();
		var gone = new ArrayList<SearchEntry.Key>();
		change.touched().forEach((kind, ids) -> {
			var found = kinds.source(kind).of(jdbc, ids);
			entries.addAll(found);
			var missing = new HashSet<>(ids);
			found.forEach(entry -> missing.remove(entry.id()));
			missing.forEach(id -> gone.add(new SearchEntry.Key(kind, id)));
		});
		var posts = change.touched().getOrDefault(SearchKind.POST, Set.of());
		tags(posts, entries, gone);
		engine.apply(entries, gone, missingPosts(gone), place, rest.end());
	}

	private static List<Long> missingPosts(List<SearchEntry.Key> gone) {
		return gone.stream().filter(key -> key.kind().equals(SearchKind.POST)).map(SearchEntry.Key::id).toList();
	}

	private void imported(SearchKind kind, long first, long last, Place place) {
		for (long after = first; after < last && loop.isRunning(); after += Source.AT_ONCE) {
			engine.apply(kinds.source(kind).after(jdbc, after), List.of(), List.of(), place, place);
		}
	}

	/** The comments of posts that came back or moved. */
	private void threads(Set<Long> posts, Place place) {
		for (var post : posts) {
			engine.apply(List.of(), List.of(), List.of(post), place, place);
			var ids = jdbc.sql("select id from comment where post_id = :post and state = 'listed'").param("post", post)
					.query(Long.class).list();
			for (int from = 0; from < ids.size(); from += Source.AT_ONCE) {
				engine.apply(
						kinds.source(SearchKind.COMMENT).of(jdbc,
								ids.subList(from, Math.min(ids.size(), from + Source.AT_ONCE))),
						List.of(), List.of(), place, place);
			}
		}
	}

	/** The tags that posts have or had: their counts changed. */
	private void tags(Set<Long> posts, List<SearchEntry> entries, List<SearchEntry.Key> gone) {
		if (posts.isEmpty()) {
			return;
		}
		var ids = jdbc.sql("""
				select id from tag where name in (
				  select unnest(v.tags) from post_version v where v.post_id = any(:posts))
				""").param("posts", posts.toArray(Long[]::new)).query(Long.class).list();
		var found = kinds.source(SearchKind.TAG).of(jdbc, ids);
		entries.addAll(found);
		var used = found.stream().map(SearchEntry::id).toList();
		ids.stream().filter(id -> !used.contains(id)).forEach(id -> gone.add(new SearchEntry.Key(SearchKind.TAG, id)));
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
