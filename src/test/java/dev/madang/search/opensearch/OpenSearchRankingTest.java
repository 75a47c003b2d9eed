package dev.madang.search.opensearch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import dev.madang.language.Korean;
import dev.madang.search.Engine;
import dev.madang.search.Meaning;
import dev.madang.search.RankingContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The order in which OpenSearch gives what it found. */
@Tag("engines")
class OpenSearchRankingTest extends RankingContract {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final IndexOnNode index = new IndexOnNode(clock);

	@Override
	protected Engine opened(Supplier<Korean> korean, Supplier<Meaning> meaning) {
		return index.engine(korean, meaning);
	}

	@AfterEach
	void remove() {
		index.close();
		clock.shutdownNow();
	}
}
