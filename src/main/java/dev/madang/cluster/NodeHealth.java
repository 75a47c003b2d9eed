package dev.madang.cluster;

import dev.madang.platform.HealthStatus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether the live nodes are alike, and one of them does background work. */
@Component("nodesHealthIndicator")
@ConditionalOnProperty("madang.role")
class NodeHealth extends AbstractHealthIndicator {

	private final NodeRegistry registry;

	NodeHealth(NodeRegistry registry) {
		this.registry = registry;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		var troubles = registry.troubles();
		health.status(troubles.isEmpty() ? Status.UP : HealthStatus.DEGRADED).withDetail("troubles", troubles);
	}
}
