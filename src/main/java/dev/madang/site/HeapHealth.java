package dev.madang.site;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import javax.management.NotificationEmitter;

import dev.madang.page.AdminNotice;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.HealthStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the heap is too small: its old generation was nearly full when it had just been collected. Then collections
 * follow each other and everything is slow, long before memory runs out.
 */
@Component("memoryHealthIndicator")
@ConditionalOnWebApplication
class HeapHealth extends AbstractHealthIndicator implements AdminNotice {

	private static final Logger LOG = LoggerFactory.getLogger(HeapHealth.class);

	private static final double FULL = .85;

	private static final Duration WARN_EVERY = Duration.ofHours(1);

	private final Supplier<@Nullable MemoryUsage> afterCollection;

	private Instant warned = Instant.MIN;

	@Autowired
	HeapHealth() {
		var old = ManagementFactory.getMemoryPoolMXBeans().stream().filter(HeapHealth::isOldGeneration).findFirst();
		this.afterCollection = () -> old.map(MemoryPoolMXBean::getCollectionUsage).orElse(null);
		old.ifPresent(this::warnWhenFull);
	}

	HeapHealth(Supplier<@Nullable MemoryUsage> afterCollection) {
		this.afterCollection = afterCollection;
	}

	/** Of the generations, the one that is as large as the heap may become, or nearly. */
	private static boolean isOldGeneration(MemoryPoolMXBean pool) {
		return pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported()
				&& (pool.getName().contains("Old Gen") || pool.getName().contains("Tenured"));
	}

	private void warnWhenFull(MemoryPoolMXBean old) {
		old.setCollectionUsageThreshold((long) (old.getUsage().getMax() * FULL));
		if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
			emitter.addNotificationListener((notification, pool) -> warn(),
					notification -> notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED),
					old.getName());
		}
	}

	/** It becomes full over and over when there is hardly enough. */
	private synchronized void warn() {
		if (warned.isBefore(Instant.now().minus(WARN_EVERY))) {
			warned = Instant.now();
			LOG.warn(
					"The heap is nearly full, and collecting garbage does not help. Give Java more with MADANG_HEAP, such as {}m",
					Runtime.getRuntime().maxMemory() * 3 / 2 >> 20);
		}
	}

	private boolean isFull() {
		var usage = afterCollection.get();
		return usage != null && usage.getMax() > 0 && usage.getUsed() >= usage.getMax() * FULL;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		health.status(isFull() ? HealthStatus.DEGRADED : Status.UP);
	}

	@Override
	public Optional<Box.Link> notice(Page page) {
		return isFull()
				? Optional.of(new Box.Link("/health", page.t("admin.heap-full"), page.t("admin.heap-view")))
				: Optional.empty();
	}
}
