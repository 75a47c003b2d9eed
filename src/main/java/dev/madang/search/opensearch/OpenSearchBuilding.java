package dev.madang.search.opensearch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

import dev.madang.activity.LogReader.Place;
import dev.madang.language.Korean;
import dev.madang.platform.engine.EngineAway;
import dev.madang.search.Along;
import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.SearchEntry;
import dev.madang.search.lucene.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** An index that is being built beside the one behind the alias, which is changed, and the old one removed, when it is whole. */
final class OpenSearchBuilding implements Engine.Building {

	private static final Logger LOG = LoggerFactory.getLogger(OpenSearchBuilding.class);

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

	/** So long a build waits for an engine that is away before it is given up. */
	private static final int MOST_TRIES = 30;

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

	/** Whoever has begun to look through the one before may finish. */
	private static final Duration STILL_ASKED = Duration.ofMillis(500);

	private final OpenSearchServer server;

	private final SharedIndex shared;

	private final Documents documents;

	private final Place place;

	private final String fingerprint;

	private final String index;

	private final int parts;

	private final Writing writing;

	private final List<Bulk.Line> waiting = new ArrayList<>();

	private int size;

	/** What was sent last: the next texts are read meanwhile. */
	private CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);

	private final ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();

	private boolean isOver;

	OpenSearchBuilding(SharedIndex shared, Korean korean, Meaning meaning, StoredMeaning meanings, Place place,
			String fingerprint) {
		server = shared.server();
		this.shared = shared;
		this.place = place;
		this.fingerprint = fingerprint;
		documents = new Documents(korean, meaning);
		index = shared.alias() + "-" + NAME.format(Instant.now());
		removeOthers();
		created(server.tell("PUT", "/" + index, new JsonMapper().readTree(IndexForm.of(shared.shards()))));
		parts = meanings.write(index, meaning);
		writing = new Writing(server, index, Long.parseLong(place.xact()));
	}

	private static void created(OpenSearchServer.Answer answer) {
		if (!answer.isFound()) {
			throw new IllegalStateException("OpenSearch makes no such index: " + answer.body());
		}
	}

	/** Those that were built before and are not behind the alias, such as one whose builder died. */
	private void removeOthers() {
		var indexes = server.get("/" + shared.alias() + "-*/_alias").body();
		indexes.propertyNames().forEach(name -> {
			if (name.matches(Pattern.quote(shared.alias()) + "-\\d{17}")
					&& !indexes.path(name).path("aliases").has(shared.alias())) {
				server.tell("DELETE", "/" + name, null);
			}
		});
	}

	@Override
	public void add(Collection<SearchEntry> entries, Along along) {
		var lines = writing.lines(entries, entry -> documents.of(entry, along));
		synchronized (waiting) {
			waiting.addAll(lines);
			size += lines.stream().mapToInt(line -> line.text().length()).sum();
			if (size > Bulk.MOST) {
				send();
			}
		}
	}

	/** One at a time. */
	private void send() {
		await();
		var some = List.copyOf(waiting);
		waiting.clear();
		size = 0;
		sending = CompletableFuture.runAsync(() -> patiently(() -> writing.send(some)), sender);
	}

	private void await() {
		try {
			sending.join();
		}
		catch (CompletionException e) {
			throw e.getCause() instanceof RuntimeException cause ? cause : e;
		}
	}

	/** A build takes minutes, and an engine that is busy for a moment must not cost them. */
	private static void patiently(Runnable work) {
		for (int tries = 1; true; tries++) {
			try {
				work.run();
				return;
			}
			catch (EngineAway e) {
				if (tries == MOST_TRIES) {
					throw e;
				}
				pause(BETWEEN_TRIES);
				if (Thread.currentThread().isInterrupted()) {
					throw e;
				}
			}
		}
	}

	private static void pause(Duration most) {
		try {
			var _ = new CountDownLatch(1).await(most.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void finish() {
		synchronized (waiting) {
			send();
			await();
		}
		patiently(this::putInPlace);
		isOver = true;
		shared.look();
		try {
			pause(STILL_ASKED);
			removeOthers();
		}
		catch (EngineAway e) {
			LOG.debug("The one before stays until the next build", e);
		}
	}

	/** May be done twice. */
	private void putInPlace() {
		server.tell("POST", "/" + index + "/_refresh", null);
		var state = new IndexState(index, place, fingerprint, (int) new Size(server).now(index), parts,
				writing.skipped(Set.of(), List.of()), new IndexState.Version(0, 0));
		created(server.tell("PUT", "/" + index + "/_doc/" + IndexState.ID, state.document()));
		created(server.tell("PUT", "/" + index + "/_settings", new JsonMapper().readTree(IndexForm.WHOLE)));
		created(server.tell("POST", "/_aliases",
				Map.of("actions",
						List.of(Map.of("remove",
								Map.of("index", shared.alias() + "-*", "alias", shared.alias(), "must_exist", false)),
								Map.of("add", Map.of("index", index, "alias", shared.alias()))))));
	}

	@Override
	public void close() {
		try {
			if (!isOver) {
				isOver = true;
				// what is on its way would make it again
				sending.exceptionally(failed -> null).join();
				server.tell("DELETE", "/" + index, null);
			}
		}
		catch (EngineAway e) {
			LOG.debug("{} stays until the next build", index, e);
		}
		finally {
			sender.close();
		}
	}
}
