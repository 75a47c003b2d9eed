package dev.madang.platform.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.madang.platform.HealthStatus;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Each engine is a part of health: pages work without it, so that health is degraded by it and not down. */
@Component
@ConditionalOnWebApplication
class EngineHealth implements SmartInitializingSingleton {

	private final Engines engines;

	private final HealthContributorRegistry health;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	EngineHealth(Engines engines, HealthContributorRegistry health) {
		this.engines = engines;
		this.health = health;
	}

	@Override
	public void afterSingletonsInstantiated() {
		registerNew();
	}

	/** Some are turned on while the program runs. */
	@Scheduled(fixedDelayString = "PT5S")
	void registerNew() {
		engines.all().stream().filter(engine -> known.add(engine.name()))
				.forEach(engine -> health.registerContributor(engine.name(), indicator(engine)));
	}

	private static HealthIndicator indicator(Engine engine) {
		return () -> (engine.isAway() ? Health.status(HealthStatus.DEGRADED) : Health.up()).build();
	}
}
