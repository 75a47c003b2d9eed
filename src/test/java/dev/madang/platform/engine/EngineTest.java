package dev.madang.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class EngineTest {

	private final AtomicInteger asked = new AtomicInteger();

	private final CountDownLatch looked = new CountDownLatch(1);

	private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

	private final Engine engine = new Engine("stub", "madang.stub", Duration.ofMillis(200), Duration.ofMinutes(1), () -> {
		looked.countDown();
		return true;
	}, metrics);

	private String fail() throws IOException {
		asked.incrementAndGet();
		throw new IOException("gone");
	}

	@Test
	void isNotAskedAgainAfterItFailedTwice() {
		for (int i = 0; i < 5; i++) {
			assertThat(engine.tried(() -> "there")).contains("there");
		}
		for (int i = 0; i < 5; i++) {
			assertThat(engine.tried(this::fail)).isEmpty();
		}
		assertThat(asked).hasValue(2);
		assertThat(engine.isAway()).isTrue();
		assertThat(engine.status().trouble()).contains("gone");
		assertThatThrownBy(() -> engine.call(() -> "there")).isInstanceOf(EngineAway.class);
	}

	@Test
	void isLookedForAtOnceAfterACallFailed() throws InterruptedException {
		assertThat(engine.tried(() -> "there")).contains("there");
		assertThat(engine.tried(this::fail)).isEmpty();
		assertThat(engine.isAway()).isFalse();
		engine.look(Duration.ofHours(1));
		assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void oneThatIsSlowIsAwayToo() {
		var late = Duration.ofMillis(250);
		for (int i = 0; i < 2; i++) {
			assertThat(engine.tried(() -> !new CountDownLatch(1).await(late.toMillis(), TimeUnit.MILLISECONDS)))
					.contains(true);
		}
		assertThat(engine.isAway()).isTrue();
	}

	@Test
	void oneThatIsAwayAtTheStartSaysSoAtOnce() {
		assertThat(engine.isAway()).isFalse();
		assertThat(engine.tried(this::fail)).isEmpty();
		assertThat(engine.isAway()).isTrue();
		assertThat(engine.tried(() -> "there")).contains("there");
		assertThat(engine.isAway()).isFalse();
	}

	@Test
	void isLookedForWhereNobodyAsks() throws InterruptedException {
		engine.look(Duration.ofHours(1));
		assertThat(looked.getCount()).isOne();
		engine.look(Duration.ZERO);
		assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void itsCallsAreCounted() {
		assertThat(engine.tried(() -> 1)).contains(1);
		assertThat(engine.tried(this::fail)).isEmpty();
		assertThat(metrics.get("madang.engine.calls").tag("outcome", "answered").timer().count()).isOne();
		assertThat(metrics.get("madang.engine.calls").tag("outcome", "failed").timer().count()).isOne();
		assertThat(metrics.get("madang.engine.up").gauge().value()).isOne();
	}
}
