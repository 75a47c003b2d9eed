package dev.madang.search.opensearch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.search.Meaning;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.TestOpenSearch;

/** An index of a test on the node of all tests, and the engines that are opened on it. */
final class IndexOnNode implements AutoCloseable {

	static final TestOpenSearch NODE = TestOpenSearch.shared();

	private final String alias = "test" + UUID.randomUUID().toString().substring(0, 8);

	private final ScheduledExecutorService clock;

	private final List<OpenSearchServer> servers = new ArrayList<>();

	/** @param clock by which engines are looked for */
	IndexOnNode(ScheduledExecutorService clock) {
		this.clock = clock;
	}

	OpenSearchEngine engine(Supplier<Korean> korean, Supplier<Meaning> meaning) {
		return new OpenSearchEngine(index(NODE.url()), korean, meaning, Turns.ALWAYS);
	}

	SharedIndex index(String url) {
		return new SharedIndex(server(url), alias, 1);
	}

	OpenSearchServer server(String url) {
		return server(new OpenSearchProperties(url, "", "", null, alias, 1, Duration.ofSeconds(20)));
	}

	OpenSearchServer server(OpenSearchProperties properties) {
		var server = new OpenSearchServer(properties, probe -> FaultyProxy.engines(clock).add("opensearch",
				"madang.opensearch.url", OpenSearchServer.slow(), probe));
		servers.add(server);
		return server;
	}

	String alias() {
		return alias;
	}

	/** Of the indexes that there are. */
	List<String> names() {
		return NODE.ask("GET", "/_cat/indices/" + alias + "*?h=index", "").lines().map(String::strip)
				.filter(name -> name.startsWith(alias)).toList();
	}

	@Override
	public void close() {
		servers.forEach(OpenSearchServer::close);
		names().forEach(name -> NODE.ask("DELETE", "/" + name, ""));
	}
}
