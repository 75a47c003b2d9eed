package dev.madang.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

public class LimitsTest {

	/** What nodes share; empty where each counts by itself. */
	protected Optional<SharedLimits> shared() {
		return Optional.empty();
	}

	protected final Limits limits(boolean areOn) {
		return new Limits(new Limits.Properties(areOn), shared());
	}

	@Test
	void refusesWhatIsTooMuchAndTellsHowLong() {
		var limits = limits(true);
		limits.take("post", "12", 2, Duration.ofHours(1));
		limits.take("post", "12", 2, Duration.ofHours(1));
		limits.take("post", "13", 2, Duration.ofHours(1));
		assertThatThrownBy(() -> limits.take("post", "12", 2, Duration.ofHours(1))).isInstanceOfSatisfying(Problem.class,
				problem -> {
					assertThat(problem.status()).isEqualTo(429);
					assertThat(problem.retryAfterSeconds()).isBetween(1, 1801);
				});
	}

	@Test
	void askingWhetherOneIsLeftTakesNone() {
		var limits = limits(true);
		limits.require("post", "12", 1, Duration.ofHours(1));
		limits.require("post", "12", 1, Duration.ofHours(1));
		limits.take("post", "12", 1, Duration.ofHours(1));
		assertThatThrownBy(() -> limits.require("post", "12", 1, Duration.ofHours(1))).isInstanceOfSatisfying(Problem.class,
				problem -> assertThat(problem.status()).isEqualTo(429));
	}

	@Test
	void oneHouseholdIsOneAddress() {
		var limits = limits(true);
		limits.takeFrom("2001:db8:1:2::1", "log-in", 1, Duration.ofHours(1));
		limits.takeFrom("2001:db8:1:3::1", "log-in", 1, Duration.ofHours(1));
		limits.takeFrom("192.0.2.1", "log-in", 1, Duration.ofHours(1));
		limits.takeFrom("192.0.2.2", "log-in", 1, Duration.ofHours(1));
		assertThatThrownBy(() -> limits.takeFrom("2001:db8:1:2:ffff::9", "log-in", 1, Duration.ofHours(1)))
				.isInstanceOf(Problem.class);
		assertThatThrownBy(() -> limits.takeFrom("::ffff:192.0.2.1", "log-in", 1, Duration.ofHours(1)))
				.isInstanceOf(Problem.class);
	}

	@Test
	void whatIsOffIsOffButWhatProtectsAnAccountIsNot() {
		var limits = limits(false);
		assertThatNoException().isThrownBy(() -> {
			for (int i = 0; i < 10; i++) {
				limits.take("post", "12", 1, Duration.ofHours(1));
			}
		});
		limits.takeAlways("own-password", "12", 1, Duration.ofHours(1));
		assertThatThrownBy(() -> limits.takeAlways("own-password", "12", 1, Duration.ofHours(1))).isInstanceOf(Problem.class);
	}
}
