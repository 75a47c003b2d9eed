package dev.madang.tagging.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

import dev.madang.platform.OutsideServer;
import dev.madang.testing.Aside;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.FaultyProxy.Fault;
import dev.madang.testing.StubServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a server that answers well, slowly, not at all, or rubbish. */
@Aside
class AnalyzeTagsTest {

	private final StubServer server = new StubServer();

	private final AnalyzeTags tags = new AnalyzeTags(
			new OutsideServer(FaultyProxy.engine("stub", Duration.ofMillis(300)), "", Duration.ofMillis(300)),
			URI.create(server.address() + "/analyze"));

	@AfterEach
	void stop() {
		tags.close();
		server.close();
	}

	@Test
	void readsTheTags() {
		server.answers(body -> {
			assertThat(body).contains("\"title\":\"제목\"").contains("\"content\":\"글\"");
			return "{\"tags\":[\"독서\",\"에세이\",7]}";
		});
		assertThat(tags.tags("제목", "글")).containsExactly("독서", "에세이");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rubbish", "[]", "{\"tags\":\"독서\"}", "{\"tags\":{}}", "null" })
	void rubbishIsNoTags(String said) {
		server.answers(body -> said);
		assertThat(tags.tags("제목", "글")).isEmpty();
	}

	@Test
	void nobodyWaitsForAServerThatHangs() {
		server.hangs();
		assertThat(tags.tags("제목", "글")).isEmpty();
		assertThat(tags.tags("제목", "글")).isEmpty();
		var asked = server.asked();
		for (int i = 0; i < 20; i++) {
			assertThat(tags.tags("제목", "글")).isEmpty();
		}
		assertThat(server.asked()).as("asked while the breaker is open").isEqualTo(asked);
	}

	@Test
	void aServerThatIsDownIsNoTags() {
		server.close();
		assertThat(tags.tags("제목", "글")).isEmpty();
	}

	/** Behind a network that fails: what is said is right or nothing, and soon. */
	private static void isRightOrNothing(AnalyzeTags tags) {
		var begun = System.nanoTime();
		assertThat(tags.tags("제목", "글")).isIn(List.of(), List.of("독서"));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void whateverTheNetworkDoesNobodyWaitsAndItComesBack(Fault fault) {
		behindAProxy((proxy, through) -> {
			assertThat(through.tags("제목", "글")).containsExactly("독서");
			proxy.become(fault);
			for (int i = 0; i < 10; i++) {
				isRightOrNothing(through);
			}
			if (fault != Fault.FLAPS) {
				assertThat(through.tags("제목", "글")).isEmpty();
			}
			proxy.become(Fault.NONE);
			Awaitility.await().until(() -> through.tags("제목", "글").equals(List.of("독서")));
		});
	}

	@Test
	void aServerThatIsAbsentAtFirstIsFound() {
		behindAProxy((proxy, through) -> {
			proxy.become(Fault.REFUSES);
			isRightOrNothing(through);
			proxy.become(Fault.NONE);
			Awaitility.await().until(() -> through.tags("제목", "글").equals(List.of("독서")));
		});
	}

	private void behindAProxy(BiConsumer<FaultyProxy, AnalyzeTags> test) {
		server.answers(body -> "{\"tags\":[\"독서\"]}");
		try (var proxy = new FaultyProxy(URI.create(server.address()).getPort());
				var through = new AnalyzeTags(
						new OutsideServer(FaultyProxy.engine("tags", Duration.ofMillis(300)), "", Duration.ofMillis(300)),
						URI.create("http://127.0.0.1:" + proxy.port() + "/analyze"))) {
			test.accept(proxy, through);
		}
	}
}
