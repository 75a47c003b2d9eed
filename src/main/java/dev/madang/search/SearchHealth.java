package dev.madang.search;

import java.util.Optional;

import dev.madang.platform.HealthStatus;
import dev.madang.platform.OnWebNodes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the index can be asked, follows the log and lacks nothing. While one is built beside it, or where there has been none
 * yet, it is well: that is known to take its time.
 */
@Component("searchHealthIndicator")
@ConditionalOnWebApplication
@OnWebNodes
class SearchHealth extends AbstractHealthIndicator {

	private static final int MOST_BEHIND_SECONDS = 60;

	private final Engine engine;

	private final Optional<IndexUpdater> updater;

	private final Building building;

	private final Search search;

	SearchHealth(Engine engine, Optional<IndexUpdater> updater, Building building, Search search) {
		this.engine = engine;
		this.updater = updater;
		this.building = building;
		this.search = search;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		var isMissing = !engine.isReady() && !building.isRunning();
		var behind = search.behindSeconds();
		var trouble = updater.map(IndexUpdater::trouble).orElse("");
		var isWell = !isMissing && trouble.isEmpty() && engine.skipped() == 0
				&& (behind <= MOST_BEHIND_SECONDS || building.isRunning());
		health.status(isWell ? Status.UP : HealthStatus.DEGRADED).withDetail("ready", engine.isReady())
				.withDetail("behindSeconds", behind).withDetail("skipped", engine.skipped())
				.withDetail("trouble", trouble);
	}
}
