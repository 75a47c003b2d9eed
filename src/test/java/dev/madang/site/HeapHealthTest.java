package dev.madang.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;

import dev.madang.platform.HealthStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class HeapHealthTest {

	private static Status with(long used) {
		return new HeapHealth(() -> new MemoryUsage(0, used, 128, 128)).health().getStatus();
	}

	@Test
	void aHeapThatIsFullAfterACollectionIsToldAndOneWithRoomIsNot() {
		assertThat(with(70)).isEqualTo(Status.UP);
		assertThat(with(120)).isEqualTo(HealthStatus.DEGRADED);
	}

	@Test
	void aCollectorThatDoesNotTellIsNoReasonToWorry() {
		assertThat(new HeapHealth(() -> null).health().getStatus()).isEqualTo(Status.UP);
	}
}
