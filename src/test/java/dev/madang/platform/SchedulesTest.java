package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.madang.testing.MadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

@MadangTest
class SchedulesTest {

	@Autowired
	TaskScheduler scheduler;

	@Test
	void whatTakesLongHoldsNothingElseUp() throws InterruptedException {
		var begun = new CountDownLatch(1);
		var end = new CountDownLatch(1);
		var other = new CountDownLatch(1);
		var slow = scheduler.scheduleWithFixedDelay(() -> {
			begun.countDown();
			try {
				end.await();
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
		}, Duration.ofHours(1));
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		var quick = scheduler.scheduleWithFixedDelay(other::countDown, Duration.ofHours(1));
		try {
			assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			end.countDown();
			slow.cancel(true);
			quick.cancel(true);
		}
	}
}
