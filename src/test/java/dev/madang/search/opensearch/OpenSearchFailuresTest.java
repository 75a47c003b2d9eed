package dev.madang.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.sql.DataSource;

import dev.madang.language.Language;
import dev.madang.search.Meanings;
import dev.madang.search.NodeSearch;
import dev.madang.search.Searching;
import dev.madang.testing.Community;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What becomes of search while the way to OpenSearch fails: the database answers, and the index makes good what it has missed. */
@MadangTest
@Tag("engines")
class OpenSearchFailuresTest {

	/** Whoever asks waits for the index, and then for the database, on a busy machine. */
	private static final Duration BOUND = Duration.ofSeconds(20);

	private static final Duration SOON = Duration.ofMinutes(2);

	@Autowired
	Community community;

	@Autowired
	ApplicationContext context;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final IndexOnNode index = new IndexOnNode(clock);

	@AfterEach
	void mend() {
		IndexOnNode.NODE.proxy().become(Fault.NONE);
		index.close();
		clock.shutdownNow();
	}

	private NodeSearch node() {
		var server = index.server(new OpenSearchProperties(IndexOnNode.NODE.proxied(), "", "", null, index.alias(), 1,
				Duration.ofSeconds(2)));
		return new NodeSearch(context,
				new OpenSearchEngine(new SharedIndex(server, index.alias(), 1), context.getBean(Language.class)::korean,
						context.getBean(Meanings.class)::without, new Turns.ByDatabase(context.getBean(DataSource.class))));
	}

	private void finds(NodeSearch node, String word, long id, String state) {
		var begun = System.nanoTime();
		assertThat(node.ids(word)).as(state).containsExactly(id);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(state).isLessThan(BOUND);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void theDatabaseAnswersWhileTheWayFailsAndTheIndexMakesGoodWhatItMissed(Fault fault) {
		try (var node = node()) {
			node.follow();
			var word = Searching.aWord();
			var id = community.aPost().saying(word).id();
			await().atMost(SOON).until(() -> node.has(word));
			assertThat(node.find(word).index().state()).isEqualTo("ready");
			IndexOnNode.NODE.proxy().become(fault);
			finds(node, word, id, fault + ", before");
			var other = Searching.aWord();
			var later = community.aPost().saying(other).id();
			finds(node, other, later, fault + ", meanwhile");
			IndexOnNode.NODE.proxy().become(Fault.NONE);
			await().atMost(SOON).until(() -> node.has(other));
			finds(node, word, id, fault + ", mended");
			assertThat(index.names()).as("it is not built again").hasSize(1);
		}
	}

	@Test
	void absentAtTheStartItIsBuiltAsSoonAsItIsThere() {
		IndexOnNode.NODE.proxy().become(Fault.REFUSES);
		try (var node = node()) {
			node.follow();
			var word = Searching.aWord();
			var id = community.aPost().saying(word).id();
			finds(node, word, id, "absent");
			assertThat(node.find(word).index().state()).isEqualTo("building");
			assertThat(node.find(word).groups().getFirst().totalIsAtLeast()).isTrue();
			IndexOnNode.NODE.proxy().become(Fault.NONE);
			await().atMost(SOON).until(() -> node.has(word));
			finds(node, word, id, "there");
		}
	}

	@Test
	void twoNodesShareOneIndexAndBuildItOnce() {
		try (var one = node(); var two = node()) {
			one.follow();
			two.follow();
			var word = Searching.aWord();
			var id = community.aPost().saying(word).id();
			await().atMost(SOON).until(() -> one.has(word) && two.has(word));
			finds(one, word, id, "one");
			finds(two, word, id, "two");
			assertThat(index.names()).hasSize(1);
			one.leave();
			var other = Searching.aWord();
			community.aPost().saying(other).id();
			await().atMost(SOON).until(() -> two.has(other));
		}
	}
}
