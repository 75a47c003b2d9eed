package dev.madang.search.opensearch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.madang.search.SearchEntry;
import org.apache.lucene.document.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores entries; one that cannot be read or stored does not keep all others out. */
final class Writing {

	private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

	/** More than these are not named any more, when something is wrong with all. */
	private static final int MOST_SKIPPED = 1_000;

	/** Entries that are read by more than one thread. */
	private static final int MANY = 16;

	private final OpenSearchServer server;

	private final String index;

	private final long age;

	private final Set<String> stored = ConcurrentHashMap.newKeySet();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	/** @param age of what is stored */
	Writing(OpenSearchServer server, String index, long age) {
		this.server = server;
		this.index = index;
		this.age = age;
	}

	/** Reads the texts, many on all processors, because that is most of the work. */
	List<Bulk.Line> lines(Collection<SearchEntry> entries, Function<SearchEntry, Document> documents) {
		return (entries.size() < MANY ? entries.stream() : entries.parallelStream()).map(entry -> line(entry, documents))
				.toList();
	}

	private Bulk.Line line(SearchEntry entry, Function<SearchEntry, Document> documents) {
		var key = entry.key().toString();
		try {
			var line = Bulk.put(key, age, DocumentJson.of(documents.apply(entry)));
			stored.add(key);
			return line;
		}
		catch (RuntimeException | Error e) {
			refuse(key, e.toString());
			// what was stored of it before is no longer true
			return Bulk.remove(key, age);
		}
	}

	private void refuse(String key, String why) {
		stored.remove(key);
		if (refused.add(key)) {
			LOG.error("{} cannot be indexed and is not found: {}", key, why);
		}
	}

	void send(List<Bulk.Line> lines) {
		var not = Bulk.send(server, index, lines);
		if (!not.isEmpty()) {
			not.forEach(key -> refuse(key, "OpenSearch does not take it"));
			Bulk.send(server, index, not.stream().map(key -> Bulk.remove(key, age)).toList());
		}
	}

	/** What is missing by now of what was before. */
	Set<String> skipped(Set<String> before, Collection<String> removed) {
		var skipped = new LinkedHashSet<>(before);
		skipped.removeAll(stored);
		skipped.removeAll(List.copyOf(removed));
		new ArrayList<>(refused).stream().limit(Math.max(0, MOST_SKIPPED - skipped.size())).forEach(skipped::add);
		return skipped;
	}
}
