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

	private volatile @Nullable IndexState known;

	/** When it was looked at, whatever came of it. */
	private volatile long lookedAt = System.nanoTime() - FRESH.toNanos();

	private volatile boolean isAway;

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
		if (System.nanoTime() - lookedAt >= FRESH.toNanos()) {
			try {
				look();
			}
			catch (EngineAway e) {
				// remembered, and told of by the engine
				return Optional.empty();
			}
		}
		return Optional.ofNullable(known);
	}

	/**
	 * The same for whoever must know.
	 *
	 * @throws EngineAway if it cannot be asked
	 */
	Optional<IndexState> surely() {
		if (isAway || System.nanoTime() - lookedAt >= FRESH.toNanos()) {
			look();
		}
		return Optional.ofNullable(known);
	}

	/** Whether it could not be asked when somebody last tried. */
	boolean isAway() {
		return isAway;
	}

	/** @throws EngineAway if it cannot be asked */
	void look() {
		lookedAt = System.nanoTime();
		try {
			var answer = server.get("/" + alias + "/_doc/" + IndexState.ID);
			known = answer.isFound() ? IndexState.of(answer.body()) : null;
			isAway = false;
		}
		catch (EngineAway e) {
			gone();
			throw e;
		}
	}

	/** Something that was asked of it got no answer: for a second nobody need try. */
	void gone() {
		lookedAt = System.nanoTime();
		isAway = true;
		known = null;
	}

	/** It is not as it was thought to be. */
	void forget() {
		lookedAt = System.nanoTime() - FRESH.toNanos();
		known = null;
	}

	/** Stores what it says of itself, unless somebody else has changed that meanwhile. */
	void move(IndexState from, IndexState to) {
		var answer = server.tell("PUT", "/" + from.index() + "/_doc/" + IndexState.ID + "?if_seq_no=" + from.version().number()
				+ "&if_primary_term=" + from.version().term(), to.document());
		if (answer.isFound()) {
			known = to.as(IndexState.Version.of(answer.body()));
			lookedAt = System.nanoTime();
		}
		else {
			forget();
		}
	}
}
