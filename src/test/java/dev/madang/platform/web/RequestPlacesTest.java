package dev.madang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.madang.platform.Problem;
import dev.madang.testing.Aside;
import org.junit.jupiter.api.Test;

@Aside
class RequestPlacesTest {

	@Test
	void oneWaitsAndGoesOnWhenAnotherEnds() throws Exception {
		var places = new RequestPlaces(1, 1);
		places.take();
		var second = CompletableFuture.runAsync(places::take);
		await().until(() -> places.waiting() == 1);
		assertThat(second).isNotDone();
		places.release();
		second.get(2, TimeUnit.SECONDS);
	}

	@Test
	void whoeverComesWhenAsManyWaitAsMayIsToldAtOnce() {
		var places = new RequestPlaces(1, 0);
		places.take();
		var begun = System.nanoTime();
		assertThatExceptionOfType(Problem.class).isThrownBy(places::take)
				.satisfies(problem -> assertThat(problem.code()).isEqualTo("busy"));
		assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(1));
		places.release();
		places.take();
	}

	@Test
	void whoeverWaitsTooLongIsTold() {
		var places = new RequestPlaces(1, 1);
		places.take();
		assertThatExceptionOfType(Problem.class).isThrownBy(places::take);
		places.release();
		places.take();
	}
}
