package dev.madang.search.opensearch;

import java.time.Duration;
import java.util.Optional;

import dev.madang.platform.engine.EngineAway;
import org.jspecify.annotations.Nullable;

/** The index behind the alias, as far as this program knows it: others may change it, or put another in its place. */
final class SharedIndex {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final OpenSearchServer server;

	private final String alias;

	private final int shards;

	/**
	 * What was seen.
	 *
	 * @param state null if there was none, or no answer
	 * @param isAway whether there was no answer
	 */
	private record Seen(@Nullable IndexState state, boolean isAway, long at) {

		boolean isFresh() {
			return System.nanoTime() - at < FRESH.toNanos();
		}
	}

	private volatile Seen seen = notYet();

	private static Seen notYet() {
		return new Seen(null, false, System.nanoTime() - FRESH.toNanos());
	}

	/** @param shards of an index that is built */
	SharedIndex(OpenSearchServer server, String alias, int shards) {
		this.server = server;
		this.alias = alias;
		this.shards = shards;
	}

	OpenSearchServer server() {
		return server;
	}

	int shards() {
		return shards;
	}

	String alias() {
		return alias;
	}

	/** As it is, or was a second ago; empty if there is none, or nobody knows. */
	Optional<IndexState> state() {
		try {
			return Optional.ofNullable(fresh(seen.isFresh()).state);
		}
		catch (EngineAway e) {
			// remembered, and told of by the engine
			return Optional.empty();
		}
	}

	/**
	 * The same for whoever must know.
	 *
	 * @throws EngineAway if it cannot be asked
	 */
	Optional<IndexState> surely() {
		return Optional.ofNullable(fresh(seen.isFresh() && !seen.isAway).state);
	}

	/** Nobody looks while somebody does. */
	private Seen fresh(boolean isKnown) {
		if (!isKnown) {
			synchronized (this) {
				if (!seen.isFresh() || seen.isAway) {
					look();
				}
			}
		}
		return seen;
	}

	/** Whether it could not be asked when somebody last tried. */
	boolean isAway() {
		return seen.isAway;
	}

	/** @throws EngineAway if it cannot be asked */
	synchronized void look() {
		try {
			var answer = server.get("/" + alias + "/_doc/" + IndexState.ID);
			seen = new Seen(answer.isFound() ? IndexState.of(answer.body()) : null, false, System.nanoTime());
		}
		catch (EngineAway e) {
			gone();
			throw e;
		}
	}

	/** Something that was asked of it got no answer: for a second nobody need try. */
	void gone() {
		seen = new Seen(null, true, System.nanoTime());
	}

	/** It is not as it was thought to be. */
	void forget() {
		seen = notYet();
	}

	/** Stores what it says of itself, unless somebody else has changed that meanwhile. */
	void move(IndexState from, IndexState to) {
		var answer = server.tell("PUT", "/" + from.index() + "/_doc/" + IndexState.ID + "?if_seq_no=" + from.version().number()
				+ "&if_primary_term=" + from.version().term(), to.document());
		seen = answer.isFound() ? new Seen(to.as(IndexState.Version.of(answer.body())), false, System.nanoTime()) : notYet();
	}
}
