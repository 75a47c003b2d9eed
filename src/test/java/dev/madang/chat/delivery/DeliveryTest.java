package dev.madang.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import dev.madang.testing.Community;
import dev.madang.testing.SecondMadangTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Over bad lines, everybody gets everything, once, in order. {@link DeliveryCrashTest} is the long form. */
@SecondMadangTest
class DeliveryTest {

	/** So much that whoever was away for all of it is told to load the room anew, and who slept is too slow. */
	private static final int MANY = 520;

	@Autowired
	Community community;

	@Test
	void whoeverIsCutOffOrSlowHearsEverythingOnceInOrder() {
		var manners = new Manners(Duration.ofMillis(700), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(700),
				Duration.ofMillis(40));
		try (var crowd = new Crowd(community::jdbc, manners, System.nanoTime(), community.anybody().port())) {
			crowd.gather(4, 16, 8);
			crowd.start();
			await().until(() -> crowd.said() > MANY);
			crowd.settle(Duration.ofSeconds(20));
			System.out.println(crowd.counts());
			assertThat(crowd.violations()).isEmpty();
			assertThat(crowd.counts()).as("it happened").containsKeys("cut", "slow", "sent again").hasEntrySatisfying("reset",
					resets -> assertThat(resets).isPositive());
		}
	}
}
