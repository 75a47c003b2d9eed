package dev.madang.search.opensearch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import dev.madang.search.Engine;
import dev.madang.search.EngineContract;
import dev.madang.search.Meaning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The promises of an index, by OpenSearch. */
@Tag("engines")
class OpenSearchEngineTest extends EngineContract {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final IndexOnNode index = new IndexOnNode(clock);

	@Override
	protected Engine opened() {
		var opened = index.engine(() -> korean, () -> Meaning.NONE);
		opened.open();
		return opened;
	}

	@Override
	protected long indexes() {
		return index.names().size();
	}

	@AfterEach
	void remove() {
		index.close();
		clock.shutdownNow();
	}
}
