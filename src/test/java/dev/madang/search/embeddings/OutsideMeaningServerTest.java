package dev.madang.search.embeddings;

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

@Aside
class OutsideMeaningServerTest {

	private final StubServer server = new StubServer();

	private final OutsideMeaning meaning = new OutsideMeaning(
			new OutsideServer(FaultyProxy.engine("stub", Duration.ofMillis(300)), "", Duration.ofMillis(300)),
			new OutsideServer(FaultyProxy.engine("stub for many", Duration.ofSeconds(2)), "", Duration.ofSeconds(2)),
			URI.create(server.address() + "/v1/embeddings"),
			"m");

	@AfterEach
	void stop() {
		meaning.close();
		server.close();
	}

	private static int dot(byte[] a, byte[] b) {
		var dot = 0;
		for (int i = 0; i < a.length; i++) {
			dot += a[i] * b[i];
		}
		return dot;
	}

	@Test
	void vectorsKeepTheirAngles() {
		server.answers(
				body -> """
						{"data":[{"index":0,"embedding":[1,0,0,0]},{"index":1,"embedding":[0.9,0.1,0,0]},{"index":2,"embedding":[-1,0,0,0]}]}
						""");
		var vectors = meaning.ofMany(List.of("a", "b", "c"));
		assertThat(vectors).hasSize(3);
		assertThat(dot(vectors.get(0), vectors.get(1))).isPositive();
		assertThat(dot(vectors.get(0), vectors.get(2))).isNegative();
	}

	@Test
	void aQueryIsAskedOnce() {
		server.answers(body -> "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}");
		assertThat(meaning.ofQuery("책")).isPresent();
		assertThat(meaning.ofQuery("책")).isPresent();
		assertThat(server.asked()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rubbish", "{}", "{\"data\":[{\"embedding\":[]}]}",
			"{\"data\":[{\"index\":4,\"embedding\":[1]}]}" })
	void rubbishIsNoVector(String said) {
		server.answers(body -> said);
		assertThat(meaning.ofQuery("책")).isEmpty();
	}

	@Test
	void nobodyWaitsForAServerThatHangs() {
		server.hangs();
		assertThat(meaning.ofQuery("가")).isEmpty();
		assertThat(meaning.ofQuery("나")).isEmpty();
		var asked = server.asked();
		assertThat(meaning.ofQuery("다")).isEmpty();
		assertThat(server.asked()).isEqualTo(asked);
	}

	private int queries;

	/** A query that was never asked before: those that were are answered without the server. */
	private boolean isUnderstood(OutsideMeaning through) {
		var begun = System.nanoTime();
		var vector = through.ofQuery("질문 " + ++queries);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
		return vector.isPresent();
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void whateverTheNetworkDoesASearchDoesNotWaitAndItComesBack(Fault fault) {
		behindAProxy((proxy, through) -> {
			assertThat(isUnderstood(through)).isTrue();
			var known = through.ofQuery("질문 1");
			proxy.become(fault);
			for (int i = 0; i < 10; i++) {
				var understood = isUnderstood(through);
				assertThat(understood && fault != Fault.FLAPS).isFalse();
			}
			assertThat(through.ofMany(List.of("글"))).hasSizeBetween(0, 1);
			assertThat(through.ofQuery("질문 1")).as("a query that was asked before").isEqualTo(known);
			proxy.become(Fault.NONE);
			Awaitility.await().until(() -> isUnderstood(through));
			Awaitility.await().until(() -> through.ofMany(List.of("글")).size() == 1);
		});
	}

	@Test
	void aServerThatIsAbsentAtFirstIsFound() {
		behindAProxy((proxy, through) -> {
			proxy.become(Fault.REFUSES);
			assertThat(isUnderstood(through)).isFalse();
			proxy.become(Fault.NONE);
			Awaitility.await().until(() -> isUnderstood(through));
		});
	}

	private void behindAProxy(BiConsumer<FaultyProxy, OutsideMeaning> test) {
		server.answers(body -> "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}");
		try (var proxy = new FaultyProxy(URI.create(server.address()).getPort());
				var through = new OutsideMeaning(
						new OutsideServer(FaultyProxy.engine("queries", Duration.ofMillis(300)), "", Duration.ofMillis(300)),
						new OutsideServer(FaultyProxy.engine("many", Duration.ofSeconds(2)), "", Duration.ofSeconds(2)),
						URI.create("http://127.0.0.1:" + proxy.port() + "/v1/embeddings"), "m")) {
			test.accept(proxy, through);
		}
	}
}
